# What the command line prints. Every sentence says what is so, and where something is wrong, what to do.

## Starting and stopping

cli-serve-setup = The set-up in { $folder } is right: centres { $centres }, things to look at { $warnings } (frontdesk check shows them).
cli-serve-database = The database is { $file }.
cli-serve-ready = FrontDesk receives at { $url }
cli-serve-plain = { $address } is not served over plain HTTP: passwords and citizens' links could be read on the way. Give it a certificate (`tls.certificate` and `tls.key`, or `tls.acme.domains`), or put a proxy with one in front and its address into `proxy.trusted`, or listen on this machine alone: --listen 127.0.0.1:8080.
cli-serve-certificate-not-reloaded = The certificate was read again and is not in force; the one before stays. { $why }
cli-serve-reloaded = The set-up was read again; what has changed is in force.
cli-serve-not-loaded = The set-up cannot be used. The one that was in force before stays, until the mistake is mended and SIGHUP is sent. { $why }
cli-serve-not-reloaded = The set-up was read again and is not in force; the one before stays. { $why }
cli-serve-stopping = Stopping: no new requests, the last commands are made durable.
cli-serve-stopped = Stopped.
cli-serve-centre-gone = Look at this: { $centre } ({ $id }) is not in the set-up any more; its folder, { $folder }, is gone or has another name. It stays in force as it was, for its citizens are still waiting, until the next start, which begins without it. If that is not meant, put the folder back and send SIGHUP again.
cli-fault = It could not be done, for a reason within the program or the system: { $error }.

cli-listen-taken = { $address } is taken by another program. Stop it, or choose another port: --listen 127.0.0.1:8081.
cli-listen-not-allowed = Listening on { $address } is not allowed. Choose a port above 1023: --listen 127.0.0.1:8080.
cli-listen-impossible = { $address } cannot be listened on: { $error }. Choose an address of this machine with --listen.
cli-data-folder = The folder of the database, { $folder }, cannot be made: { $error }. Choose another with --data, or give this user the right to write there.
cli-data-unusable = The database { $file } cannot be used: { $error }.
cli-data-in-use = Another FrontDesk receives on { $file } already. Stop that one first, or give this one a folder of its own with the key `data`.
cli-data-not-writable = { $file } cannot be written by the user who runs this program: { $error }. It belongs to the user with the number { $owner }. Run FrontDesk as that user, or give the file and its folder to this one (sudo chown), or choose another folder with --data.
cli-data-folder-not-writable = Nothing can be written in the folder { $folder } by the user who runs this program: { $error }. It belongs to the user with the number { $owner }. Give this user the right to write there (sudo chown), or choose another folder with --data.

cli-store-full = the disk is full: make room, and type it again
cli-store-full-reloading = the disk is full: make room, and send SIGHUP again
cli-store-read-only = the database file cannot be written: check the rights of the file and of its folder
cli-store-damaged = the database file is damaged or is not FrontDesk's: { $what }; restore it from the last backup, or choose another folder with --data
cli-store-busy = another process holds the database file: only one FrontDesk may write it; stop the other one
cli-store-unknown-fact = event { $version } of { $stream } is not known to this version of FrontDesk (`{ $kind }`, form { $form }: { $why }); the day is refused rather than guessed: update the program
cli-store-newer = the database was written by a newer FrontDesk (its tables are at { $found }, this program knows { $known }); update the program: nothing was changed
cli-store-other-program = migration { $number } in the database is not this program's `{ $name }`; use the program that made the database: nothing was changed
cli-store-disk = the disk does not answer as it should: { $what }

cli-secret-length = { $file } does not hold a secret of 32 bytes. Put the right file back from your copy; without it the links that citizens hold stop working.
cli-secret-readable-by-others = { $file } can be read by others than its owner. Correct it with: chmod 600 { $file }
cli-secret-no-randomness = The operating system gave no random bytes for the installation's secret: { $error }.
cli-secret-missing = The installation's secret { $file } is missing, and the database { $database } was made with one: put it back from your copy. If it is lost for good, the links that citizens hold stop working; then start with a new database, or put a new secret of 32 random bytes there (head -c 32 /dev/urandom), readable by its owner alone, and delete { $fingerprint }.
cli-secret-replaced = The installation's secret { $file } is not the one that the database { $database } is served with: with it the links that citizens hold would stop working. Put the right file back from your copy. If it is lost for good and you mean to go on with this one, delete { $fingerprint } and start again.
cli-secret-unusable = The installation's secret { $file } cannot be read or made: { $error }. Choose another place with the key `secret`, or give this user the right to it.

## The vault's key

cli-vault-key-length = { $file } does not hold a key of 32 bytes. Put the right file back from your copy; without it what citizens gave cannot be read.
cli-vault-key-readable-by-others = { $file } can be read by others than its owner. Correct it with: chmod 600 { $file }
cli-vault-key-no-randomness = The operating system gave no random bytes for the vault's key: { $error }.
cli-vault-key-unusable = The vault's key { $file } cannot be read or made: { $error }. Choose another place with the key `vault.key_file`, or give this user the right to it.
cli-vault-key-missing = The vault's key { $file } is missing, and what citizens gave is sealed with it in the database { $database }: put it back from your copy. If it is lost for good, nobody can read that any more; then delete it with: frontdesk vault give-up { $key }
cli-vault-no-key = There is no key of the vault in { $file }, and nothing was ever sealed with one. It is made at the first start: frontdesk serve
cli-vault-old-key-missing = { $file }, which `vault.old_key_files` names, is not there. Put it back; or take it out of the list, if nothing is sealed with it any more.
cli-vault-key-unknown = In the database { $database } something is sealed with the vault's key { $key }, and that is in none of these files: { $files }. Put the right file back from your copy, or name it in `vault.old_key_files`. If it is lost for good, nobody can read that any more; then delete it with: frontdesk vault give-up { $key }
cli-vault-key-replaced = The vault's key { $file } was replaced in the database { $database } by a newer one, which is named in `vault.old_key_files`. Let `vault.key_file` name the newer one.
cli-vault-unfinished = The vault's key { $file } is being replaced, and that was interrupted: part of the database { $database } may be sealed with the new key, { $new }. Type "frontdesk vault rotate" again: it goes on where it was.
cli-vault-row-does-not-open = What is known of the citizen of visit { $visit } in the database { $database } does not open: it is damaged. Restore the database from the last backup, and type it again. What is done already stays done.
cli-vault-rotated =
    Everything is sealed with the new key { $key } in { $file } now: { $people ->
        [one] 1 citizen
       *[other] { $people } citizens
    } and { $hashes ->
        [one] 1 trace
       *[other] { $hashes } traces
    } of look-ups. Keep a copy of it apart from the database's. The key of before is in { $kept }: older backups need it, named in `vault.old_key_files`. Delete it when there are none left.
cli-vault-give-up-unknown = Nothing is sealed with a key { $key }. The right one is told by the server when it does not start.
cli-vault-give-up-there = The key { $key } is not lost: it is in { $file }. Nothing is deleted.
cli-vault-given-up =
    The key { $key } is given up: what was known of { $people ->
        [one] 1 citizen
       *[other] { $people } citizens
    } is deleted. No figure has changed.

## Look-ups

cli-look-ups-ask = The person's phone number, e-mail address or CPR number, one on each line; end with an empty line:
cli-look-ups-not-findable = Line { $number } is neither a phone number, an e-mail address nor a CPR number. Nothing was looked up; type it again.
cli-look-ups-too-many = A person is found by { $most } lines at most. Nothing was looked up; ask in several goes.
cli-look-ups-nothing-given = There is nothing to find anybody by. Type her phone number, e-mail address or CPR number, one on each line; or name her visit with --visit.
cli-look-ups-unreadable = What was typed cannot be read: { $error }. It has to be text in UTF-8.
cli-look-ups-none = Nobody's look-up of this person is on record.
cli-look-ups-told =
    { $count ->
        [one] This person's data was looked up once:
       *[other] This person's data was looked up { $count } times, the latest first:
    }
cli-look-ups-more = There are more. These are the latest { $most }.
cli-look-up = { $date } at { $time }: { $purpose } – { $who }
cli-look-up-serves = an employee served you
cli-look-up-day-list = you stood in an employee's list of the day
cli-look-up-check-in = you said that you had arrived
cli-look-up-booking-for = a time was booked, moved or cancelled for you
cli-look-up-message = a message was sent to you
cli-look-up-own-link = your own link was opened
cli-look-up-set-right = something was corrected or deleted
cli-look-up-told = you were told who had looked

## Set-up

cli-setup-no-folder = There is no folder { $folder }, looked for from { $from }. Name the folder of the set-up, the one with municipality.toml in it: with --setup, or with the key `setup` of the configuration. An example is the folder examples/nordvig of FrontDesk's source; go there first (cd), or name its whole path.
cli-setup-not-folder = { $folder }, looked for from { $from }, is a file. Name the folder of the set-up, the one with municipality.toml in it.
cli-setup-unreadable = { $file } cannot be read: { $error }.
cli-setup-no-text = { $file }:{ $line }: mistake: this line holds a character that is not UTF-8. Save the file as UTF-8 in your editor (in Notepad: Save as, Encoding: UTF-8), and check again.
cli-setup-too-many-files = { $folder } holds more than { $max } files; it is surely not a set-up.
cli-setup-file-not-read = The file is not read. Should it be called "{ $nearest }"? If not, move it out of the folder.
cli-setup-folder-without-files = The folder holds none of a centre's files, so it is no centre. If it is to be one, put "centre.toml" and the others in it; see examples/nordvig for an example. If not, move it out of the set-up.
cli-setup-folder-too-deep = The folder lies within a centre's folder, so its files are not read. If it is to be a centre, move it beside "municipality.toml"; if not, move it out of the set-up.
cli-setup-mistakes =
    The set-up in { $folder } has { $count ->
        [one] 1 mistake
       *[other] { $count } mistakes
    } and is not used:
cli-weight-mistake = mistake
cli-weight-warning = look at this
cli-check-no-path = { $path } does not exist, looked for from { $from }. Name a set-up's folder or one of its files.
cli-check-no-municipality = { $path } does not belong to a set-up: there is no municipality.toml beside it or one folder above.
cli-check-centre = { $centre } ({ $id }): services { $services }, queues { $queues }, desks { $desks }, employees { $employees }.
cli-check-right = The set-up is right: centres { $centres }, things to look at { $warnings }.
cli-check-wrong =
    The set-up has { $count ->
        [one] 1 mistake
       *[other] { $count } mistakes
    } in { $files ->
        [one] 1 file
       *[other] { $files } files
    }; nothing of it can be used until { $count ->
        [one] it is
       *[other] they are
    } mended.

## Tokens

cli-token-name-wrong = A token's name has 1 to 60 characters, all of them visible.
cli-token-needs-centre = Say where the token is good: --centre and the centre's identifier. Only a system owner's is good everywhere.
cli-token-needs-subject = Say which device the token is for: --subject and the kiosk's or screen's identifier.
cli-token-expires-past = --expires lies in the past: the token would never be good for anything. Give today's date or a later one.
cli-token-unknown-centre = There is no centre { $centre } in the set-up of { $from }. The centres are: { $known }.
cli-token-unknown-kiosk = There is no kiosk or screen { $subject } in these centres. A device's subject is its name in devices.toml.
cli-token-unknown-employee = There is no employee { $subject } in these centres. The subject of a token for a person is her name in employees.toml; leave --subject out for a program.
cli-token-exists = A token with the name { $name } was made before, even if it is revoked now. Choose another name.
cli-token-none = There are no tokens yet. Make one: frontdesk token create --help
cli-token-everywhere = everywhere
cli-token-valid = good
cli-token-valid-until = good until { $at }
cli-token-expired-at = out of date since { $at }
cli-token-revoked-at = revoked { $at }
cli-token-revoked = { $name } is revoked; a running server knows within five seconds.
cli-token-unknown = There is no token { $name } that could be revoked. All tokens: frontdesk token list
cli-token-no-database = There is no database { $file }. Name its folder with --data.
cli-token-other-database =
    There is no { $file }, and a token is good only in the database that it is made in. In that folder there is:
    { "  " }{ $choices }
    Type it again with that, if you mean it. For a new installation name a folder of its own with --data, or start it first with frontdesk serve.
cli-token-no-setup = The centres and the subject cannot be looked up: nothing was served from { $file } yet, and there is no set-up { $folder }, looked for from { $from }. Name the folder of the set-up with --setup, or start the installation first with frontdesk serve.

## Certificates

cli-tls-half = A certificate and its key belong together: name both `tls.certificate` and `tls.key`.
cli-tls-two-ways = Choose one way to the certificate: files (`tls.certificate` and `tls.key`), or one that renews itself (`tls.acme.domains`).
cli-tls-unreadable = { $file } cannot be read as PEM: { $error }. Name a file that this user can read and that begins with -----BEGIN.
cli-tls-no-certificate = { $file } holds no certificate. One begins with -----BEGIN CERTIFICATE-----.
cli-tls-unusable = The certificate { $certificate } cannot be used with the key { $key }: { $error }. Do the two belong together?

## Accounts

cli-init-made = The system owner { $login } is made. Open the link and choose a password. It works once, for seven days:
cli-init-done = There is a system owner already, { $login }. A new link for her: frontdesk user invite { $login }. Other accounts: frontdesk user add --help
cli-user-made = The account { $login } is made. Give its owner this link. It works once, for { $days } days:
cli-user-invited = Give { $login } this link. It works once, for seven days, and the one before is void:
cli-user-exists = An account { $login } was made before. Choose another login, or give it a new link: frontdesk user invite { $login }
cli-user-too-many = There are { $most } accounts; there cannot be more.
cli-user-needs-centre = Say where the account is good: --centre and the centre's identifier. Only a system owner's is good everywhere.
cli-user-unknown = There is no account { $login }. All accounts: frontdesk user list
cli-user-is-disabled = The account { $login } is disabled. Enable it first: frontdesk user enable { $login }
cli-user-last-owner = { $login } is the only system owner. Make another first: frontdesk user add --role system_owner --login …
cli-user-disabled = { $login } is disabled; a running server knows within five seconds.
cli-user-enabled = { $login } is enabled again.
cli-user-role-changed = { $login } has the new role; a running server knows within five seconds.
cli-user-unchanged = { $login } is so already; nothing was changed.
cli-user-none = There are no accounts yet. Make the first: frontdesk init --login …
cli-user-disabled-at = disabled { $at }
cli-user-invited-until = invited until { $at }
cli-user-invitation-over = without a password; give a new link
cli-user-in-use = in use

## Devices

cli-device-none = There are no devices yet. Open /device on one, and confirm its code: frontdesk device confirm --help
cli-device-code-unknown = No device shows that code. A code has 8 characters and is good for ten minutes; open /device on the device, and type the one that stands there.
cli-device-confirmed = The device is connected as "{ $name }" and goes on by itself.
cli-device-unknown = There is no device "{ $name }". All devices: frontdesk device list

## A day from the database

cli-export-no-database = There is no database in { $folder }. Name its folder, or its file, with --data.
cli-export-several = There are several databases in { $folder }. Name the one that you mean:
    { "  " }{ $choices }
cli-export-no-events = Nothing happened in { $centre } on { $date }, as far as this database knows.
cli-export-no-setup = Version { $version } of the set-up is not in the database.

## A recorded day

cli-day-office =
    { $centre }, { $date }: { $citizens ->
        [one] 1 citizen
       *[other] { $citizens } citizens
    }, { $queues ->
        [one] 1 queue
       *[other] { $queues } queues
    }, { $counters ->
        [one] 1 counter
       *[other] { $counters } counters
    } at most.
cli-day-computed = { "  " }Queue { $queue }: { $minutes } minutes for a citizen, computed from arrivals and counters (the office's own estimate: { $estimate }).
cli-day-watch = The day can be watched at { $url }
cli-day-hour =
    { "  " }{ $hour } o'clock: { $tickets ->
        [one] 1 ticket
       *[other] { $tickets } tickets
    } so far
cli-day-sent =
    { $commands ->
        [one] 1 command
       *[other] { $commands } commands
    }, { $twice } of them sent twice; { $events ->
        [one] 1 event
       *[other] { $events } events
    }; { $seconds } s.
cli-day-other-count = recorded citizens { $citizens }, acknowledged tickets { $tickets }, visits in the log { $visits }
cli-day-reconciled =
    { $citizens ->
        [one] 1 citizen
       *[other] { $citizens } citizens
    }, { $told ->
        [one] 1 acknowledged command
       *[other] { $told } acknowledged commands
    }, each in the log once; the account equals the count of the events: nothing lost, nothing doubled.
cli-day-not-reconciled =
    The day does not reconcile; { $count ->
        [one] 1 thing differs
       *[other] { $count } things differ
    }:
cli-day-setup-written = The office's set-up is in { $folder }.
cli-day-setup-unwritable = { $file } cannot be written: { $error }. Choose another folder with --write-setup.
cli-day-no-folder = A folder for the time being cannot be made: { $error }. Name one with --data.
cli-day-not-http = `{ $url }` does not begin with http://; a recorded day is played over plain HTTP. Write it as http://host:port.
cli-day-no-answer = The server does not answer: { $error }. Does it run, and is its address right?
cli-day-refused = { $method } { $path } was answered { $status }: { $detail } ({ $code })
cli-day-not-json = An answer with status { $status } is not JSON: { $error }. Is it a FrontDesk that answers at this address?
cli-day-visit-unreadable = A visit in an answer cannot be read: { $error }, in { $body }. Is the server of the same version?
cli-day-event-missing = Event { $version } of the day is missing in the server's answer.
cli-day-event-lacks = An event in the server's answer has no `{ $field }`. Is the server of the same version?
cli-day-event-unreadable = An event in the server's answer cannot be read: { $error }. Is the server of the same version?
cli-day-account-unreadable = The account in the server's answer cannot be read: { $error }. Is the server of the same version?
cli-day-two-effects = The same request had two effects: POST { $path } was answered { $first } and { $second }.

cli-day-other-number = the number { $number } that was told to { $visit } is not its own in the log
cli-day-tickets = ticket of { $key }: acknowledged { $told } ×, in the log { $logged } ×
cli-day-calls = call of { $key }: acknowledged { $told } ×, in the log { $logged } ×
cli-day-starts = start of { $key }: acknowledged { $told } ×, in the log { $logged } ×
cli-day-ends = end of { $key }: acknowledged { $told } ×, in the log { $logged } ×
cli-day-signs = sign-on or sign-off of { $key }: acknowledged { $told } ×, in the log { $logged } ×
cli-day-other-figure = { $what }: counted { $counted }, the account says { $told }
cli-day-visits = visits
cli-day-outcomes = outcomes
cli-day-undone = calls taken back
cli-day-queue = queue { $queue }
cli-day-desk = desk { $desk }

cli-recording-name = { $name } is not the beginning of a recording's files; they begin as office-7-2020-01-13. Name one so, or a folder that holds one.
cli-recording-folder-unreadable = { $folder } cannot be read: { $error }.
cli-recording-none = { $folder } holds no recording: there is no file that ends in -arrivals.csv.
cli-recording-several = { $folder } holds several recordings; name one: { $choices }
cli-recording-unreadable = { $file } cannot be read: { $error }. A recording has three files; they end in -arrivals.csv, -counters.csv and -service.csv.
cli-recording-head = { $place }: the first line must be `{ $head }`.
cli-recording-row = { $place }: `{ $line }` is not a row of `{ $head }`.
cli-recording-too-many = { $place }: there are more than { $max } rows; that is surely not one day.

## The demo

cli-demo-ready = The demo receives at { $url }. In its hall it is { $date }, { $time }, and time runs { $speed } times as fast. Everybody in it is played. Its database: { $file }
cli-demo-look = See the hall of each centre, live:
cli-demo-centres = What programs see:
cli-demo-live = The same, live:
cli-demo-ticket = Take a ticket, as a kiosk:
cli-demo-next = Call the next citizen to a desk, as a manager:
cli-demo-account = The account of the day so far:
cli-demo-document = The document of the whole interface:
cli-demo-stop = Ctrl-C ends it.
cli-demo-begin-never = The time { $time } does not exist: clocks skip it. Choose another with --begin.
cli-demo-no-centre = The set-up has no centre to play in.

## The configuration

cli-config-unreadable = { $file }: the configuration cannot be read: { $error }; name a file that can be read with --config, or leave --config away
cli-config-syntax = { $place }: this line cannot be read; look for a quotation mark, an equals sign or a bracket that is missing, and write `key = "text"` or `key = number`, one on each line (the reader's own words: { $detail })
cli-config-unknown-key = { $place }: there is no key `{ $key }`; the nearest is `{ $nearest }`
cli-config-unknown-variable = environment variable { $variable }: there is no such setting; the nearest is { $nearest }
cli-config-wrong-value = { $place }: `{ $key }` { $what }; it is { $meaning }
cli-config-wrong-variable = environment variable { $variable }: `{ $key }` { $what }; it is { $meaning }
cli-config-not-text = must be a text in quotes
cli-config-not-number = must be a whole number
cli-config-not-yes-no = must be true or false
cli-config-not-address = must be an address and a port, as 127.0.0.1:8080 or [::1]:8080
cli-config-not-one-of = must be one of { $choices }
cli-config-outside = is { $number }, which is outside its limits
cli-config-too-many = names more than { $most }
cli-config-empty = is empty
cli-config-not-list = must be texts in quotes, in brackets: ["10.0.0.0/8", "127.0.0.1"]
cli-config-not-networks = must be addresses or networks, like 127.0.0.1 or 10.0.0.0/8
cli-config-not-domains = must be names of hosts, like reception.example.org
cli-config-not-https = must begin with https://
cli-config-not-url = must be https:// (or http://), a host and perhaps a port, and nothing more

# What each key is, as the end of "it is …" and, with a capital letter, in examples/frontdesk.toml.

cli-key-within = { $meaning }; { $least } to { $most }
cli-key-listen = the address and port to listen on; a port of 0 takes any free one and says which
cli-key-data = the folder of the database, made if it is missing
cli-key-setup = the folder of the set-up: municipality.toml, and a folder for each centre
cli-key-secret = the file of the installation's secret, made at the first start; keep a copy apart from the database's
cli-key-vault-key-file = the file of the key with which what citizens give is sealed, made at the first start; keep a copy apart from the database's
cli-key-vault-old-key-files = the files of keys of before, for a database that was restored from a backup of their time; 16 at most
cli-key-language = the language of what the program prints: da or en
cli-key-log-format = how the log is written: text or json
cli-key-log-level = from which level on the log is written: error, warn, info or debug
cli-key-limits-batch-max = the most commands in one transaction
cli-key-limits-commands-waiting-max = the most commands that wait for the database; one more is told to come back in a moment
cli-key-limits-remember-hours = how long the result of a command is kept for whoever sends it again, in hours
cli-key-limits-keep-months = how long the events of a day are kept, in months
cli-key-limits-look-up-months = how long it is kept who looked at a citizen's data and what for, in months
cli-key-limits-topics-max = the most different live views at once
cli-key-limits-streams-max = the most live streams in all
cli-key-limits-streams-per-peer-max = the most live streams of one address
cli-key-limits-keep-alive-seconds = the time between two signs of life on a quiet live stream, in seconds
cli-key-limits-body-bytes-max = the longest body of a request, in bytes
cli-key-limits-headers-max = the most headers of a request
cli-key-limits-header-bytes-max = the longest headers of a request together with its address, in bytes
cli-key-limits-request-seconds-max = the longest time for an answer, in seconds
cli-key-limits-token-requests-per-second = the most requests of one token in a second
cli-key-limits-token-requests-burst = how many requests one token may send at once after a pause
cli-key-limits-peer-requests-per-second = the most requests of one address without a token in a second
cli-key-limits-peer-requests-burst = how many requests one address without a token may send at once after a pause
cli-key-limits-holds-per-peer-per-hour = the most times kept in an hour for citizens from one address
cli-key-limits-holds-open-per-peer-max = the most times kept at once for citizens from one address
cli-key-limits-bookings-per-peer-per-hour = the most times that citizens from one address book in an hour
cli-key-limits-check-in-wrong-per-minute = the most tries to check in at one kiosk in a minute that find nobody
cli-key-public-url = the address by which citizens' phones reach us, with https://; empty is the one that is listened on
cli-key-tls-certificate = the file of the certificate and those that vouch for it, in PEM; empty is no TLS with files
cli-key-tls-key = the file of the certificate's key, in PEM
cli-key-tls-acme-domains = the names for which certificates are fetched and renewed, as long as an ACME authority can reach us on port 443
cli-key-tls-acme-contact = the e-mail address that the authority writes to
cli-key-tls-acme-directory = the authority's address; empty is Let's Encrypt's
cli-key-tls-acme-cache = the folder that keeps the certificates which renew themselves
cli-key-proxy-trusted = the addresses or networks whose proxies we believe when they say who asks (X-Forwarded-For) and how (X-Forwarded-Proto)
cli-key-messages-sms = who carries text messages: gatewayapi, link or smpp; empty is that nobody is promised one
cli-key-messages-mail = whether a mail server carries mails
cli-key-messages-authorities = the file of authorities that are believed beside the usual ones, in PEM
cli-key-messages-gatewayapi-address = GatewayAPI's address
cli-key-messages-gatewayapi-token = the file of GatewayAPI's token
cli-key-messages-gatewayapi-report-secret = the file of the secret by which GatewayAPI signs its reports; they are sent to /reports/gatewayapi
cli-key-messages-link-address = LINK Mobility's address, without /sms/send
cli-key-messages-link-user = our name at LINK Mobility
cli-key-messages-link-password = the file of that name's password
cli-key-messages-link-platform = the account's platform at LINK Mobility
cli-key-messages-link-partner = the account's partner at LINK Mobility
cli-key-messages-link-gate = the gate that LINK Mobility's reports go to; empty is no reports
cli-key-messages-link-report-user = the name by which LINK Mobility logs in when it reports to /reports/link
cli-key-messages-link-report-password = the file of that name's password
cli-key-messages-smpp-host = the message centre's name (SMPP)
cli-key-messages-smpp-port = the message centre's port
cli-key-messages-smpp-tls = whether the connection to the message centre is TLS
cli-key-messages-smpp-system-id = our name at the message centre
cli-key-messages-smpp-password = the file of that name's password
cli-key-messages-smpp-system-type = the kind of system that we are, where the message centre asks
cli-key-messages-smpp-reported-ids = how the message centre names messages in its reports: as_answered, decimal_of_hex or hex_of_decimal
cli-key-messages-smtp-host = the mail server's name, which its certificate must have
cli-key-messages-smtp-port = the mail server's port
cli-key-messages-smtp-security = how the connection to the mail server is kept from others: tls, starttls or none
cli-key-messages-smtp-user = our name at the mail server; empty is that it asks for none
cli-key-messages-smtp-password = the file of that name's password
cli-key-messages-smtp-from = the address that mails are from

cli-setup-strands = The set-up of { $centre } lacks what is in use today or booked for later, so the one before stays in force. Queues that are missing, with their citizens: { $queues }. Desks that are missing: { $desks }. Services and employees that are missing, with their appointments: { $services }; { $employees }. Leave them in the files (close the queue if it is to close), move or cancel the appointments, and read the set-up again (SIGHUP) once nobody is in them.
cli-store-event-missing = Event { $version } of { $stream } is missing in the database file. The day is refused, for nothing is guessed. Restore the file from the last backup.
cli-database-empty = The database { $database } is empty, but a fingerprint lies beside it, so it has been in use. Was it deleted or damaged? Restore it from the last backup. To begin anew, delete { $fingerprint } and start again.
## What was typed

cli-usage-unknown-command =
    { $hint ->
        [near] There is no command "{ $given }". Did you mean "{ $nearest }"?
       *[none] There is no command "{ $given }". All commands: frontdesk --help
    }
cli-usage-unknown-option =
    { $hint ->
        [near] There is no option "{ $given }" here. Did you mean "{ $nearest }"?
       *[none] "{ $given }" cannot stand here. What can: the same command with --help
    }
cli-usage-missing = This is missing: { $missing }. Type it again with that.
cli-usage-no-command = What is to be done is missing. Type one of the commands below after it.
cli-usage-no-value = { $option } needs a value behind it.
cli-usage-value = "{ $given }" cannot be used for { $option }.
cli-usage-conflict = { $option } and { $other } cannot be used together. Leave one of them out.
cli-usage-other = What was typed cannot be read.
cli-usage-behind = In the words of the reader of the command line:

cli-messages-missing = To send messages, `{ $key }` must be set
cli-messages-file = The file { $file } that `{ $key }` names cannot be read: { $error }
cli-messages-empty = The file { $file } that `{ $key }` names is empty
cli-messages-wrong = `{ $section }` cannot be used: { $error }
