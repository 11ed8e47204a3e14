//! Characters of symbol faces, as characters that every face has.
//!
//! Symbol, Wingdings and their like have signs where other faces have letters; Word writes them from U+F020 on, in the private use area,
//! or as `w:sym` with the face beside it.

/// Whether a face has signs in place of letters.
pub fn is_symbol_face(face: &str) -> bool {
    table(face).is_some()
}

/// The character that is seen, for one of a symbol face: by its code with or without U+F000. Nothing where it is not known.
pub fn sign(code: u32, face: &str) -> Option<char> {
    let code = if (0xF000..=0xF0FF).contains(&code) { code - 0xF000 } else { code };
    match table(face) {
        Some(table) => table.iter().find(|(from, _)| *from == code).map(|(_, sign)| *sign),
        None => char::from_u32(code).filter(|sign| !is_private(*sign) && !sign.is_control()),
    }
}

/// A text with its characters from the private use area made those that are seen; such a one that is not known stays.
pub fn shown(text: &str, face: Option<&str>) -> String {
    text.chars()
        .map(|character| match face {
            _ if !is_private(character) => {
                let in_face = face.filter(|face| is_symbol_face(face) && !character.is_whitespace());
                in_face
                    .filter(|_| !is_place(text))
                    .and_then(|face| sign(u32::from(character), face))
                    .unwrap_or(character)
            }
            Some(face) if is_symbol_face(face) => sign(u32::from(character), face).unwrap_or(character),
            // Without a face, Word means the one of its standard bullets.
            _ => sign(u32::from(character), "Symbol").unwrap_or(character),
        })
        .collect()
}

/// A bullet as a real character: `•` where it is not known, or is nothing.
pub fn bullet(text: &str) -> String {
    let text: String = text.chars().filter(|character| !is_private(*character)).collect();
    if text.trim().is_empty() { "•".to_owned() } else { text }
}

/// Whether it has places for counters.
fn is_place(text: &str) -> bool {
    text.contains('%')
}

/// Whether a character is of the private use area, and so has no meaning outside of its face.
pub const fn is_private(character: char) -> bool {
    matches!(character, '\u{E000}'..='\u{F8FF}')
}

fn table(face: &str) -> Option<&'static [(u32, char)]> {
    let is = |name: &str| face.eq_ignore_ascii_case(name);
    if is("Symbol") {
        Some(SYMBOL)
    } else if is("Wingdings") {
        Some(WINGDINGS)
    } else if is("Wingdings 2") {
        Some(WINGDINGS_2)
    } else if is("Wingdings 3") {
        Some(WINGDINGS_3)
    } else if is("Webdings") {
        Some(WEBDINGS)
    } else {
        None
    }
}

/// Adobe's Symbol encoding, as Unicode's mapping table for it has it.
const SYMBOL: &[(u32, char)] = &[
    (0x20, ' '),
    (0x21, '!'),
    (0x22, '∀'),
    (0x23, '#'),
    (0x24, '∃'),
    (0x25, '%'),
    (0x26, '&'),
    (0x27, '∋'),
    (0x28, '('),
    (0x29, ')'),
    (0x2A, '∗'),
    (0x2B, '+'),
    (0x2C, ','),
    (0x2D, '−'),
    (0x2E, '.'),
    (0x2F, '/'),
    (0x30, '0'),
    (0x31, '1'),
    (0x32, '2'),
    (0x33, '3'),
    (0x34, '4'),
    (0x35, '5'),
    (0x36, '6'),
    (0x37, '7'),
    (0x38, '8'),
    (0x39, '9'),
    (0x3A, ':'),
    (0x3B, ';'),
    (0x3C, '<'),
    (0x3D, '='),
    (0x3E, '>'),
    (0x3F, '?'),
    (0x40, '≅'),
    (0x41, 'Α'),
    (0x42, 'Β'),
    (0x43, 'Χ'),
    (0x44, 'Δ'),
    (0x45, 'Ε'),
    (0x46, 'Φ'),
    (0x47, 'Γ'),
    (0x48, 'Η'),
    (0x49, 'Ι'),
    (0x4A, 'ϑ'),
    (0x4B, 'Κ'),
    (0x4C, 'Λ'),
    (0x4D, 'Μ'),
    (0x4E, 'Ν'),
    (0x4F, 'Ο'),
    (0x50, 'Π'),
    (0x51, 'Θ'),
    (0x52, 'Ρ'),
    (0x53, 'Σ'),
    (0x54, 'Τ'),
    (0x55, 'Υ'),
    (0x56, 'ς'),
    (0x57, 'Ω'),
    (0x58, 'Ξ'),
    (0x59, 'Ψ'),
    (0x5A, 'Ζ'),
    (0x5B, '['),
    (0x5C, '∴'),
    (0x5D, ']'),
    (0x5E, '⊥'),
    (0x5F, '_'),
    (0x61, 'α'),
    (0x62, 'β'),
    (0x63, 'χ'),
    (0x64, 'δ'),
    (0x65, 'ε'),
    (0x66, 'φ'),
    (0x67, 'γ'),
    (0x68, 'η'),
    (0x69, 'ι'),
    (0x6A, 'ϕ'),
    (0x6B, 'κ'),
    (0x6C, 'λ'),
    (0x6D, 'μ'),
    (0x6E, 'ν'),
    (0x6F, 'ο'),
    (0x70, 'π'),
    (0x71, 'θ'),
    (0x72, 'ρ'),
    (0x73, 'σ'),
    (0x74, 'τ'),
    (0x75, 'υ'),
    (0x76, 'ϖ'),
    (0x77, 'ω'),
    (0x78, 'ξ'),
    (0x79, 'ψ'),
    (0x7A, 'ζ'),
    (0x7B, '{'),
    (0x7C, '|'),
    (0x7D, '}'),
    (0x7E, '∼'),
    (0xA0, '€'),
    (0xA2, '′'),
    (0xA3, '≤'),
    (0xA4, '⁄'),
    (0xA5, '∞'),
    (0xA7, '♣'),
    (0xA8, '♦'),
    (0xA9, '♥'),
    (0xAA, '♠'),
    (0xAB, '↔'),
    (0xAC, '←'),
    (0xAD, '↑'),
    (0xAE, '→'),
    (0xAF, '↓'),
    (0xB0, '°'),
    (0xB1, '±'),
    (0xB2, '″'),
    (0xB3, '≥'),
    (0xB4, '×'),
    (0xB5, '∝'),
    (0xB6, '∂'),
    (0xB7, '•'),
    (0xB8, '÷'),
    (0xB9, '≠'),
    (0xBA, '≡'),
    (0xBB, '≈'),
    (0xBC, '…'),
    (0xC5, '⊕'),
    (0xC6, '∅'),
    (0xC7, '∩'),
    (0xC8, '∪'),
    (0xC9, '⊃'),
    (0xCA, '⊇'),
    (0xCB, '⊄'),
    (0xCC, '⊂'),
    (0xCD, '⊆'),
    (0xCE, '∈'),
    (0xCF, '∉'),
    (0xD0, '∠'),
    (0xD1, '∇'),
    (0xD5, '∏'),
    (0xD6, '√'),
    (0xD7, '⋅'),
    (0xD8, '¬'),
    (0xD9, '∧'),
    (0xDA, '∨'),
    (0xDB, '⇔'),
    (0xDC, '⇐'),
    (0xDD, '⇑'),
    (0xDE, '⇒'),
    (0xDF, '⇓'),
    (0xE0, '◊'),
    (0xE5, '∑'),
    (0xF2, '∫'),
];

/// What of Wingdings is met in documents: boxes, ticks, bullets, numbers in circles, arrows.
const WINGDINGS: &[(u32, char)] = &[
    (0x20, ' '),
    (0x21, '✏'),
    (0x22, '✂'),
    (0x28, '☎'),
    (0x2A, '✉'),
    (0x46, '☞'),
    (0x4A, '☺'),
    (0x6C, '●'),
    (0x6D, '❍'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x70, '◻'),
    (0x71, '❑'),
    (0x72, '❒'),
    (0x73, '⬧'),
    (0x74, '⧫'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x77, '⬥'),
    (0x7F, '▯'),
    (0x80, '⓪'),
    (0x81, '①'),
    (0x82, '②'),
    (0x83, '③'),
    (0x84, '④'),
    (0x85, '⑤'),
    (0x86, '⑥'),
    (0x87, '⑦'),
    (0x88, '⑧'),
    (0x89, '⑨'),
    (0x8A, '⑩'),
    (0x8B, '⓿'),
    (0x8C, '❶'),
    (0x8D, '❷'),
    (0x8E, '❸'),
    (0x8F, '❹'),
    (0x90, '❺'),
    (0x91, '❻'),
    (0x92, '❼'),
    (0x93, '❽'),
    (0x94, '❾'),
    (0x95, '❿'),
    (0x9E, '·'),
    (0x9F, '•'),
    (0xA0, '▪'),
    (0xA1, '○'),
    (0xA4, '◉'),
    (0xA7, '▪'),
    (0xA8, '◻'),
    (0xAA, '✦'),
    (0xAB, '★'),
    (0xAC, '✶'),
    (0xD8, '➢'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xE1, '↑'),
    (0xE2, '↓'),
    (0xE8, '➔'),
    (0xEF, '⇦'),
    (0xF0, '⇨'),
    (0xF1, '⇧'),
    (0xF2, '⇩'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];

const WINGDINGS_2: &[(u32, char)] = &[
    (0x20, ' '),
    (0x4F, '✗'),
    (0x50, '✓'),
    (0x51, '☒'),
    (0x52, '☑'),
    (0x53, '☒'),
    (0x54, '☒'),
    (0x69, '⓪'),
    (0x6A, '①'),
    (0x6B, '②'),
    (0x6C, '③'),
    (0x6D, '④'),
    (0x6E, '⑤'),
    (0x6F, '⑥'),
    (0x70, '⑦'),
    (0x71, '⑧'),
    (0x72, '⑨'),
    (0x73, '⑩'),
    (0x97, '●'),
    (0x98, '●'),
    (0xA2, '■'),
    (0xA3, '□'),
    (0xAE, '◆'),
];

const WINGDINGS_3: &[(u32, char)] =
    &[(0x20, ' '), (0x7D, '▶'), (0x75, '◀'), (0x70, '▲'), (0x71, '▼'), (0x84, '◄')];

const WEBDINGS: &[(u32, char)] =
    &[(0x20, ' '), (0x3D, '■'), (0x61, '✓'), (0x63, '□'), (0x67, '■'), (0x6E, '●'), (0x72, '✗')];
