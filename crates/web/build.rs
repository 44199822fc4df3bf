//! Gathers what browsers load into the binary: our own files of `assets/`, and fonts, icons and htmx from npm.
//!
//! Foreign files come by the lock file of `browser/` and are never committed. All files get one address that changes with
//! their content, so that a browser may keep them for ever. Nothing here may need anything but npm's registry.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// Foreign files: where they are in `node_modules`, and the name under which pages load them. Those of one name are one
/// file: htmx begins as soon as it has run, and an extension that came later would be left out of that page for good.
const FOREIGN: &[(&str, &str)] = &[
    ("@fontsource-variable/schibsted-grotesk/files/schibsted-grotesk-latin-wght-normal.woff2", "schibsted-latin.woff2"),
    (
        "@fontsource-variable/schibsted-grotesk/files/schibsted-grotesk-latin-ext-wght-normal.woff2",
        "schibsted-latin-ext.woff2",
    ),
    ("@fontsource/ibm-plex-sans/files/ibm-plex-sans-cyrillic-400-normal.woff2", "plex-cyrillic-400.woff2"),
    ("@fontsource/ibm-plex-sans/files/ibm-plex-sans-cyrillic-600-normal.woff2", "plex-cyrillic-600.woff2"),
    ("@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-400-normal.woff2", "plex-arabic-400.woff2"),
    ("@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-600-normal.woff2", "plex-arabic-600.woff2"),
    ("htmx.org/dist/htmx.min.js", "htmx.js"),
    ("htmx.org/dist/ext/hx-sse.min.js", "htmx.js"),
];

/// The languages whose names are written in other letters than Danish is, and the font that has them. Every page that
/// offers the languages shows these names; whoever reads it in another language needs no more of the font than that.
const NAMES: &[(&str, &str)] = &[("ar", "plex-arabic-600.woff2"), ("uk", "plex-cyrillic-600.woff2")];

/// Licences of the foreign files, which go wherever these go.
const LICENCES: &[&str] = &[
    "@fontsource-variable/schibsted-grotesk/LICENSE",
    "@fontsource/ibm-plex-sans/LICENSE",
    "@fontsource/ibm-plex-sans-arabic/LICENSE",
    "@tabler/icons/LICENSE",
    "htmx.org/LICENSE",
];

struct Asset {
    name: String,
    bytes: Vec<u8>,
}

fn main() {
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo names the folder"));
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo names the folder"));
    for watched in ["assets", "templates", "src", "browser/package-lock.json", "browser/subset.mjs", "build.rs"] {
        println!("cargo:rerun-if-changed={watched}");
    }
    let modules = install(&here.join("browser"));
    write_assets(&here, &modules, &out);
    write_icons(&here, &modules.join("@tabler/icons/icons/outline"), &out);
}

/// What the lock file names, installed; npm is asked only where it is not there yet.
fn install(browser: &Path) -> PathBuf {
    let modules = browser.join("node_modules");
    let (lock, done) = (browser.join("package-lock.json"), modules.join(".frontdesk-lock"));
    let wanted = fs::read(&lock).unwrap_or_else(|error| panic!("{} cannot be read: {error}", lock.display()));
    if fs::read(&done).is_ok_and(|installed| installed == wanted) {
        return modules;
    }
    // Packages sometimes fail halfway; the second time they come.
    let installed = (0..2).any(|_| {
        Command::new("npm")
            .args(["ci", "--ignore-scripts", "--include=dev"])
            .current_dir(browser)
            .status()
            .is_ok_and(|s| s.success())
    });
    assert!(
        installed,
        "fonts, icons and htmx could not be fetched: `npm ci` in {} failed. Is npm installed (apt-get install npm)?",
        browser.display()
    );
    fs::write(&done, wanted).expect("a note in node_modules");
    modules
}

fn write_assets(here: &Path, modules: &Path, out: &Path) {
    let own = &here.join("assets");
    let mut assets: Vec<Asset> = files_of(own)
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(own).expect("a file of the folder").to_string_lossy().replace('\\', "/");
            Asset { name, bytes: read(&path) }
        })
        .collect();
    for (path, name) in FOREIGN {
        let bytes = read(&modules.join(path));
        match assets.iter_mut().find(|asset| asset.name == *name) {
            Some(asset) => asset.bytes.extend([b"\n".as_slice(), &bytes].concat()),
            None => assets.push(Asset { name: (*name).to_owned(), bytes }),
        }
    }
    assets.extend(NAMES.iter().map(|(language, font)| name_font(here, modules, out, language, font)));
    // The tour of the demo shows the pictures that the documents show; without them it has none.
    let pictures = own.join("../../../docs/pictures");
    println!("cargo:rerun-if-changed={}", pictures.display());
    if pictures.is_dir() {
        assets.extend(files_of(&pictures).into_iter().map(|path| {
            let name = path.file_name().expect("a file").to_string_lossy().into_owned();
            Asset { name: format!("pictures/{name}"), bytes: read(&path) }
        }));
    }
    let licences: Vec<u8> =
        LICENCES.iter().flat_map(|path| [read(&modules.join(path)), b"\n\n".to_vec()].concat()).collect();
    assets.push(Asset { name: "licences.txt".to_owned(), bytes: licences });
    assets.sort_by(|a, b| a.name.cmp(&b.name));

    let mut hasher = DefaultHasher::new();
    for asset in &assets {
        (&asset.name, &asset.bytes).hash(&mut hasher);
    }
    let mut code = format!("const BUILD: &str = \"{:016x}\";\nconst FILES: &[File] = &[\n", hasher.finish());
    let folder = out.join("assets");
    let _none = fs::remove_dir_all(&folder);
    for asset in &assets {
        let file = folder.join(&asset.name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder for assets");
        fs::write(&file, &asset.bytes).expect("an asset");
        let compressed = compress(asset).map(|bytes| {
            let beside = folder.join(format!("{}.gz", asset.name));
            fs::write(&beside, bytes).expect("a compressed asset");
            beside
        });
        let gzip = compressed.map_or("None".to_owned(), |path| format!("Some(include_bytes!({}))", quoted(&path)));
        let (name, file) = (&asset.name, quoted(&file));
        writeln!(code, "File {{ name: {name:?}, bytes: include_bytes!({file}), gzip: {gzip} }},").expect("text grows");
    }
    code.push_str("];\n");
    write_if_changed(&out.join("assets.rs"), &code);
}

/// Of a font, what a language's own name needs.
fn name_font(here: &Path, modules: &Path, out: &Path, language: &str, font: &str) -> Asset {
    let texts = here.join(format!("../../locales/{language}/time.ftl"));
    println!("cargo:rerun-if-changed={}", texts.display());
    let text = String::from_utf8(read(&texts)).expect("a locale is text");
    let name = text.lines().find_map(|line| line.strip_prefix("language-name = ")).expect("a language has a name");
    let (whole, _) = FOREIGN.iter().find(|(_, known)| *known == font).expect("a font among the foreign files");
    let (from, to) = (modules.join(whole), out.join(format!("name-{language}.woff2")));
    let mut node = Command::new("node");
    let cut = node.current_dir(here.join("browser")).arg("subset.mjs").arg(&from).arg(name.trim()).arg(&to).status();
    assert!(cut.is_ok_and(|status| status.success()), "{} could not be cut: is Node.js installed?", from.display());
    Asset { name: format!("name-{language}.woff2"), bytes: read(&to) }
}

/// Text is sent compressed; fonts and pictures are already.
fn compress(asset: &Asset) -> Option<Vec<u8>> {
    let packed = Path::new(&asset.name).extension().is_some_and(|ending| ending == "woff2" || ending == "png");
    if packed {
        return None;
    }
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(&asset.bytes).expect("memory takes it");
    encoder.finish().ok().filter(|bytes| bytes.len() < asset.bytes.len())
}

/// A table of the icons that templates and code ask for by `icon("name")`.
fn write_icons(here: &Path, outline: &Path, out: &Path) {
    let mut names = BTreeSet::new();
    for path in files_of(&here.join("templates")).into_iter().chain(files_of(&here.join("src"))) {
        let text = String::from_utf8(read(&path)).unwrap_or_default();
        names.extend(text.split("icon(\"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())));
    }
    let mut code = String::from("const ICONS: &[(&str, &str)] = &[\n");
    for name in names {
        let file = outline.join(format!("{name}.svg"));
        assert!(file.is_file(), "there is no icon `{name}` among Tabler's outline icons");
        let svg = String::from_utf8(read(&file)).expect("an icon is text");
        let inner = svg.split_once('>').and_then(|(_, rest)| rest.rsplit_once("</svg>")).expect("an svg").0;
        let shapes: String =
            inner.lines().map(str::trim).filter(|line| !line.contains("M0 0h24v24H0z")).collect::<Vec<_>>().concat();
        writeln!(code, "({name:?}, {shapes:?}),").expect("text grows");
    }
    code.push_str("];\n");
    write_if_changed(&out.join("icons.rs"), &code);
}

fn files_of(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{} cannot be read: {error}", folder.display()));
    for path in entries.map(|entry| entry.expect("an entry").path()) {
        if path.is_dir() { found.extend(files_of(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// A path as a Rust text.
fn quoted(path: &Path) -> String {
    format!("{:?}", path.to_string_lossy())
}

fn read(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_else(|error| panic!("{} cannot be read: {error}", path.display()))
}

fn write_if_changed(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    fs::write(path, text).expect("a generated file");
}
