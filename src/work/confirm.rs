//! The text that a user types to allow a deletion: the id, or a word where the id is long or hard to type.

/// The longest id that a user has to type to delete its secret.
const TYPED_ID_CHARS: usize = 40;

/// Tells whether the text to type is the id.
pub fn is_id_to_type(id: &str) -> bool {
    let typeable = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    !id.is_empty() && id.chars().count() <= TYPED_ID_CHARS && id.chars().all(typeable)
}

/// Returns the text to type.
pub fn to_type(id: &str) -> String {
    if is_id_to_type(id) { id.to_owned() } else { word_for(id) }
}

/// Returns six letters that are easy to type, always the same ones for the same id.
fn word_for(id: &str) -> String {
    const CONSONANTS: [char; 16] =
        ['b', 'd', 'f', 'g', 'h', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'w', 'z'];
    const VOWELS: [char; 4] = ['a', 'e', 'i', 'o'];
    // FNV-1a: the word need not be secret, it only has to differ between ids.
    let mut hash =
        id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3));
    let mut take = |n: usize| {
        let at = (hash % n as u64) as usize;
        hash = hash.rotate_right(7) / 3;
        at
    };
    (0..3).flat_map(|_| [CONSONANTS[take(16)], VOWELS[take(4)]]).collect()
}
