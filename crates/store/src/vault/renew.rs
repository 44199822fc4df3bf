//! From one key to the next: what is sealed is sealed again, what finds a person is hashed again.
//!
//! Of a person who is looked up only hashes are kept, and she may be gone: there is no text to hash again. Such a hash goes under
//! the new key as it is ([`FindKeys::wrap`]), so that the old key tells nothing of it any more; and what made it, no longer the
//! key itself, is handed down, sealed under the new key. So it is still found, in two steps, by who knows the text.

use std::collections::BTreeSet;

use domain::ids::VisitId;

use super::{Field, FindKeys, Fingerprint, HandedDown, SealedText, Vault, VaultError, VaultKey, place};
use crate::look_ups::LookUpHash;
use crate::people::{Findable, Given, HashKind, Person};

/// What stands before the fingerprint in the place of what is handed down. No text of a visit has a place of that length.
const HANDED_DOWN: &[u8] = b"handed down by ";

impl Vault {
    /// A row with everything under the present key. None where all of it is already.
    ///
    /// # Errors
    /// Where a text does not open: its key is not known, or it was changed.
    pub fn renewed(&self, person: &Person) -> Result<Option<Person>, VaultError> {
        if person.given.texts().all(|text| text.key() == Some(self.key())) {
            return Ok(None);
        }
        let Given { name, phone, email, cpr, birth, topic, note, consent } = &person.given;
        let visit = person.visit;
        let given = Given {
            name: self.sealed_again(visit, Field::Name, name.as_ref())?,
            phone: self.found_again(visit, HashKind::Phone, phone.as_ref())?,
            email: self.found_again(visit, HashKind::Email, email.as_ref())?,
            cpr: self.found_again(visit, HashKind::Cpr, cpr.as_ref())?,
            birth: self.found_again(visit, HashKind::Birth, birth.as_ref())?,
            topic: self.sealed_again(visit, Field::Topic, topic.as_ref())?,
            note: self.sealed_again(visit, Field::Note, note.as_ref())?,
            consent: *consent,
        };
        Ok(Some(Person { given, ..person.clone() }))
    }

    /// No limit of a field is asked: what could be kept once is kept.
    fn sealed_again(
        &self,
        visit: VisitId,
        field: Field,
        text: Option<&SealedText>,
    ) -> Result<Option<SealedText>, VaultError> {
        let seal = |text| self.current.seal(&place(visit, field), self.open(visit, field, text)?.as_bytes());
        text.map(seal).transpose()
    }

    fn found_again(
        &self,
        visit: VisitId,
        kind: HashKind,
        findable: Option<&Findable>,
    ) -> Result<Option<Findable>, VaultError> {
        let Some(findable) = findable else { return Ok(None) };
        let text = self.open(visit, kind.field(), &findable.text)?;
        let sealed = self.current.seal(&place(visit, kind.field()), text.as_bytes())?;
        Ok(Some(Findable { text: sealed, hash: self.hash(kind, &text) }))
    }

    /// What the keys of before hand down to the present one, so that look-ups of their time are found without them: each key that
    /// the store knows, and each that the vault does, the installation's secret included.
    ///
    /// # Errors
    /// [`VaultError::NoKey`] where a key is not known and has handed nothing down.
    pub fn hand_down(&self, known: &[VaultKey]) -> Result<Vec<(Fingerprint, HandedDown)>, VaultError> {
        let of_store = known.iter().map(|entry| entry.key);
        let all: BTreeSet<Fingerprint> = of_store.chain(self.others.iter().map(|key| key.fingerprint)).collect();
        all.into_iter()
            .filter(|key| *key != self.key())
            .map(|key| {
                let find = self.current.seal(&handed_down_by(key), &self.find_keys(known, key)?.to_bytes())?;
                let to = heir(known, key).unwrap_or(self.key());
                Ok((key, HandedDown { to, find }))
            })
            .collect()
    }

    /// The vault that also finds look-ups of the time of keys which are known no more.
    ///
    /// # Errors
    /// Where what was handed down does not open.
    pub fn with_handed_down(mut self, known: &[VaultKey]) -> Result<Self, VaultError> {
        let before = known.iter().filter(|entry| entry.handed_down.is_some());
        self.handed_down = before
            .map(|entry| {
                let mut way = vec![self.find_keys(known, entry.key)?];
                way.extend(self.way(known, entry.key)?.0);
                Ok(way)
            })
            .collect::<Result<_, _>>()?;
        Ok(self)
    }

    /// A look-up's hash under the present key, after [`Vault::hand_down`] was kept; none where it is already.
    ///
    /// # Errors
    /// [`VaultError::NoKey`] where the key that it is under has handed nothing down.
    pub fn renewed_hash(&self, known: &[VaultKey], of: &LookUpHash) -> Result<Option<LookUpHash>, VaultError> {
        if of.key == Some(self.key()) {
            return Ok(None);
        }
        let under = of.key.or_else(|| self.under(None).map(|key| key.fingerprint)).ok_or(VaultError::NoKey(None))?;
        let (way, end) = self.way(known, under)?;
        if end != self.key() {
            return Err(VaultError::NoKey(Some(end)));
        }
        let hash = way.iter().fold(of.hash, |hash, key| key.wrap(of.kind, &hash));
        Ok(Some(LookUpHash { key: Some(self.key()), hash, ..of.clone() }))
    }

    /// From a key to the one that its look-ups are under now: each that they were put under on the way, and the last.
    fn way(&self, known: &[VaultKey], from: Fingerprint) -> Result<(Vec<FindKeys>, Fingerprint), VaultError> {
        let (mut way, mut at) = (Vec::new(), from);
        while let Some(to) = heir(known, at) {
            // A key is replaced by one that is newer; whatever says otherwise would go round for ever.
            if way.len() > known.len() {
                return Err(VaultError::DoesNotOpen);
            }
            way.push(self.find_keys(known, to)?);
            at = to;
        }
        Ok((way, at))
    }

    /// What makes the hashes of a key: its own where the key is known, or what it handed down.
    fn find_keys(&self, known: &[VaultKey], key: Fingerprint) -> Result<FindKeys, VaultError> {
        if let Some(found) = self.all().find(|known| known.fingerprint == key) {
            return Ok(found.find.clone());
        }
        let entry = known.iter().find(|entry| entry.key == key);
        let handed_down = entry.and_then(|entry| entry.handed_down.as_ref()).ok_or(VaultError::NoKey(Some(key)))?;
        let bytes = zeroize::Zeroizing::new(self.open_bytes(&handed_down_by(key), &handed_down.find)?);
        FindKeys::from_bytes(&bytes).ok_or(VaultError::DoesNotOpen)
    }
}

/// The key that came after one.
fn heir(known: &[VaultKey], key: Fingerprint) -> Option<Fingerprint> {
    known.iter().find(|entry| entry.key == key)?.handed_down.as_ref().map(|handed_down| handed_down.to)
}

fn handed_down_by(key: Fingerprint) -> Vec<u8> {
    [HANDED_DOWN, key.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use domain::time::Instant;

    use super::super::{Secret, VaultKeys};
    use super::*;

    const PHONE: &str = "+4520304050";

    fn key(byte: u8) -> Secret {
        Secret::new([byte; 32])
    }

    fn vault(byte: u8) -> Vault {
        Vault::new(&VaultKeys::new(key(byte)))
    }

    fn visit() -> VisitId {
        VisitId(uuid::Uuid::from_u128(1))
    }

    fn somebody(vault: &Vault) -> Person {
        let seal = |field, text| vault.seal(visit(), field, text).unwrap();
        let find = |kind, text| vault.findable(visit(), kind, text).unwrap();
        Person {
            visit: visit(),
            centre: "north".parse().unwrap(),
            date: "2026-03-02".parse().unwrap(),
            given: Given {
                name: Some(seal(Field::Name, "Łukasz")),
                phone: Some(find(HashKind::Phone, PHONE)),
                email: Some(find(HashKind::Email, "Anna@example.org")),
                cpr: Some(find(HashKind::Cpr, "2902004000")),
                birth: Some(find(HashKind::Birth, "2000-02-29 ŁK")),
                topic: Some(seal(Field::Topic, "A carport")),
                note: Some(seal(Field::Note, "Brings the lease")),
                consent: None,
            },
            booked_for: vec!["passport".parse().unwrap()],
            is_open: true,
            forget_after: "2026-04-01".parse().unwrap(),
        }
    }

    fn entry(byte: u8, handed_down: Option<HandedDown>) -> VaultKey {
        let since = Instant::from_millis(0);
        VaultKey { key: Fingerprint::of_key(&key(byte)), since, handed_down, replaced_at: None }
    }

    fn look_up(vault: &Vault) -> LookUpHash {
        LookUpHash {
            look_up: 1,
            kind: HashKind::Phone,
            key: Some(vault.key()),
            hash: vault.hash(HashKind::Phone, PHONE),
        }
    }

    /// One rotation, as the store sees it: what is known afterwards.
    fn rotated(from: u8, to: u8, mut known: Vec<VaultKey>, hashes: &mut [LookUpHash]) -> Vec<VaultKey> {
        let both = Vault::new(&VaultKeys::new(key(to)).with_old(key(from)));
        known.push(entry(to, None));
        for (key, handed_down) in both.hand_down(&known).unwrap() {
            known.iter_mut().find(|entry| entry.key == key).unwrap().handed_down = Some(handed_down);
        }
        for hash in hashes {
            if let Some(renewed) = both.renewed_hash(&known, hash).unwrap() {
                *hash = renewed;
            }
            assert_eq!(both.renewed_hash(&known, hash), Ok(None), "once is enough");
        }
        known
    }

    #[test]
    fn a_row_is_renewed_as_a_whole_and_opens_without_the_key_of_before() {
        let (old, new) = (somebody(&vault(1)), somebody(&vault(2)));
        let both = Vault::new(&VaultKeys::new(key(2)).with_old(key(1)));
        assert_eq!(both.renewed(&old).unwrap(), Some(new.clone()));
        assert_eq!(both.renewed(&new).unwrap(), None);
        assert_eq!(vault(2).renewed(&new).unwrap(), None);
        let mut mixed = new.clone();
        mixed.given.note.clone_from(&old.given.note);
        assert_eq!(both.renewed(&mixed).unwrap(), Some(new));
        assert_eq!(vault(2).renewed(&old), Err(VaultError::NoKey(Some(vault(1).key()))));
        let nothing = Person { given: Given::default(), ..old };
        assert_eq!(both.renewed(&nothing).unwrap(), None);
    }

    #[test]
    fn a_look_up_is_found_over_two_rotations_without_a_key_of_before() {
        let mut hashes = [look_up(&vault(1))];
        let known = rotated(1, 2, vec![entry(1, None)], &mut hashes);
        let mut all = [hashes[0].clone(), look_up(&vault(2))];
        let known = rotated(2, 3, known, &mut all);
        assert!(all.iter().all(|hash| hash.key == Some(vault(3).key())));
        let found = vault(3).with_handed_down(&known).unwrap().hashes(HashKind::Phone, PHONE);
        assert!(all.iter().all(|hash| found.contains(&hash.hash)));
        assert_eq!(found[0], vault(3).hash(HashKind::Phone, PHONE), "the present one comes first");
        // The keys of before alone find and hand down nothing.
        for byte in [1, 2] {
            assert!(!vault(byte).hashes(HashKind::Phone, PHONE).iter().any(|h| all.iter().any(|a| a.hash == *h)));
            assert!(vault(byte).with_handed_down(&known).is_err());
        }
        let other = vault(3).with_handed_down(&known).unwrap().hashes(HashKind::Phone, "+4520304051");
        assert!(!other.iter().any(|h| all.iter().any(|a| a.hash == *h)));
    }

    #[test]
    fn look_ups_under_the_installations_secret_are_handed_down_too() {
        let before = Vault::new(&VaultKeys::new(key(2)).with_secret(key(9)));
        let hash = before.hashes(HashKind::Phone, PHONE)[1];
        let under_secret = LookUpHash { look_up: 1, kind: HashKind::Phone, key: None, hash };
        assert_eq!(vault(2).renewed_hash(&[], &under_secret), Err(VaultError::NoKey(None)));
        let mut known = vec![entry(2, None)];
        let handed_down = before.hand_down(&known).unwrap();
        known.extend(handed_down.into_iter().map(|(key, handed_down)| VaultKey {
            key,
            since: Instant::from_millis(0),
            handed_down: Some(handed_down),
            replaced_at: None,
        }));
        let renewed = before.renewed_hash(&known, &under_secret).unwrap().unwrap();
        let after = vault(2).with_handed_down(&known).unwrap();
        assert!(after.hashes(HashKind::Phone, PHONE).contains(&renewed.hash));
    }

    /// A rotation that was begun, whose key was put aside, and another one after it.
    #[test]
    fn a_look_up_half_way_to_a_key_that_was_put_aside_is_found() {
        let mut done = [look_up(&vault(1))];
        let left = look_up(&vault(1));
        let known = rotated(1, 2, vec![entry(1, None)], &mut done);
        let all = Vault::new(&VaultKeys::new(key(3)).with_old(key(2)).with_old(key(1)));
        let mut known = [known, vec![entry(3, None)]].concat();
        for (key, handed_down) in all.hand_down(&known).unwrap() {
            known.iter_mut().find(|entry| entry.key == key).unwrap().handed_down = Some(handed_down);
        }
        let found = vault(3).with_handed_down(&known).unwrap().hashes(HashKind::Phone, PHONE);
        for hash in [&done[0], &left] {
            assert!(found.contains(&all.renewed_hash(&known, hash).unwrap().unwrap().hash));
        }
    }

    #[test]
    fn what_was_handed_down_in_a_circle_is_refused() {
        let known = rotated(1, 2, vec![entry(1, None)], &mut []);
        let mut circle = known.clone();
        let to = circle[0].key;
        circle[1].handed_down = Some(HandedDown { to, ..circle[0].handed_down.clone().unwrap() });
        assert!(vault(2).with_handed_down(&circle).is_err());
        assert!(vault(2).with_handed_down(&known).is_ok());
    }
}
