//! Equations as one line of text: `a/b`, `x^2`, `√(x+1)`.

/// How deep the parts of an equation are told apart; deeper ones only follow each other.
const DEEPEST: usize = 48;

/// An equation that is being read.
#[derive(Debug, Default)]
pub struct Math {
    open: Vec<Node>,
    /// How many elements are open beyond those.
    beyond: usize,
}

#[derive(Debug, Default)]
struct Node {
    name: String,
    /// Signs that the file states: what opens, divides and closes, or the operator.
    signs: [Option<String>; 3],
    /// The parts, with the names that they have.
    parts: Vec<(String, String)>,
}

impl Math {
    /// An element begins.
    pub fn open(&mut self, name: &str) {
        if self.open.len() < DEEPEST {
            self.open.push(Node { name: name.to_owned(), ..Node::default() });
        } else {
            self.beyond += 1;
        }
    }

    /// A sign of the element around: `m:begChr`, `m:sepChr`, `m:endChr`, `m:chr`.
    pub fn sign(&mut self, name: &str, sign: &str) {
        let place = match name {
            "begChr" | "chr" => 0,
            "sepChr" => 1,
            "endChr" => 2,
            _ => return,
        };
        // Properties stand one element within what they speak of.
        let owner = self.open.len().checked_sub(3).and_then(|place| self.open.get_mut(place));
        if let Some(slot) = owner.and_then(|node| node.signs.get_mut(place)) {
            *slot = Some(sign.to_owned());
        }
    }

    pub fn text(&mut self, text: &str) {
        if let Some(node) = self.open.last_mut() {
            node.parts.push((String::new(), text.to_owned()));
        }
    }

    /// An element ends; gives the equation if it was the outermost.
    pub fn close(&mut self) -> Option<String> {
        if self.beyond > 0 {
            self.beyond -= 1;
            return None;
        }
        let node = self.open.pop()?;
        let text = linear(&node);
        match self.open.last_mut() {
            Some(around) => {
                if !text.is_empty() || !node.name.ends_with("Pr") {
                    around.parts.push((node.name, text));
                }
                None
            }
            None => Some(text),
        }
    }
}

fn linear(node: &Node) -> String {
    let part = |name: &str| -> String {
        node.parts.iter().filter(|(part, _)| part == name).map(|(_, text)| text.as_str()).collect()
    };
    let sign = |place: usize, otherwise: &str| -> String {
        node.signs.get(place).cloned().flatten().unwrap_or_else(|| otherwise.to_owned())
    };
    let e = || part("e");
    let mut text = match node.name.as_str() {
        "f" => format!("{}/{}", grouped(&part("num")), grouped(&part("den"))),
        "sSup" => format!("{}^{}", grouped(&e()), grouped(&part("sup"))),
        "sSub" => format!("{}_{}", grouped(&e()), grouped(&part("sub"))),
        "sSubSup" => format!("{}_{}^{}", grouped(&e()), grouped(&part("sub")), grouped(&part("sup"))),
        "sPre" => format!("_{}^{}{}", grouped(&part("sub")), grouped(&part("sup")), e()),
        "rad" => match part("deg").as_str() {
            "" => format!("√{}", grouped(&e())),
            degree => format!("{degree}√{}", grouped(&e())),
        },
        "d" => {
            let parts: Vec<&str> =
                node.parts.iter().filter(|(name, _)| name == "e").map(|(_, text)| text.as_str()).collect();
            format!("{}{}{}", sign(0, "("), parts.join(&sign(1, "|")), sign(2, ")"))
        }
        "nary" => {
            let bound = |mark: &str, text: &str| {
                if text.is_empty() { String::new() } else { format!("{mark}{}", grouped(text)) }
            };
            format!("{}{}{} {}", sign(0, "∫"), bound("_", &part("sub")), bound("^", &part("sup")), e())
        }
        "limLow" => format!("{}_{}", e(), grouped(&part("lim"))),
        "limUpp" => format!("{}^{}", e(), grouped(&part("lim"))),
        "func" => format!("{} {}", part("fName"), e()),
        "acc" => format!("{}{}", e(), sign(0, "\u{302}")),
        "m" | "eqArr" => {
            let name = if node.name == "m" { "mr" } else { "e" };
            let rows: Vec<&str> =
                node.parts.iter().filter(|(part, _)| part == name).map(|(_, text)| text.as_str()).collect();
            rows.join("; ")
        }
        "mr" => {
            let cells: Vec<&str> =
                node.parts.iter().filter(|(part, _)| part == "e").map(|(_, text)| text.as_str()).collect();
            cells.join(", ")
        }
        _ => return node.parts.iter().map(|(_, text)| text.as_str()).collect(),
    };
    // What stands where it does not belong, or too deep to be told apart, is read all the same.
    const PARTS: [&str; 9] = ["e", "num", "den", "sup", "sub", "deg", "lim", "fName", "mr"];
    text.extend(
        node.parts.iter().filter(|(part, _)| !PARTS.contains(&part.as_str())).map(|(_, text)| text.as_str()),
    );
    text
}

/// In parentheses where it is more than one number or word.
fn grouped(text: &str) -> String {
    let is_one = text.chars().count() <= 1
        || text.chars().all(|character| character.is_ascii_digit() || matches!(character, '.' | ',' | '%'))
        || text.chars().all(char::is_alphabetic);
    if is_one { text.to_owned() } else { format!("({text})") }
}

#[cfg(test)]
mod tests {
    use super::Math;

    fn read(parts: &str) -> String {
        let mut math = Math::default();
        let mut done = None;
        for part in parts.split_whitespace() {
            match part {
                ")" => done = math.close(),
                _ if part.ends_with('(') => math.open(part.trim_end_matches('(')),
                _ => math.text(part),
            }
        }
        done.unwrap()
    }

    #[test]
    fn equations_read_in_one_line() {
        for (parts, expected) in [
            ("oMath( f( num( r( 1 ) ) den( r( n+1 ) ) ) )", "1/(n+1)"),
            ("oMath( sSup( e( x ) sup( 2 ) ) )", "x^2"),
            ("oMath( sSub( e( 增长率 ) sub( 2026 ) ) )", "增长率_2026"),
            ("oMath( rad( deg( ) e( x+1 ) ) )", "√(x+1)"),
            ("oMath( d( e( a ) e( b ) ) )", "(a|b)"),
            ("oMath( 增长率 = f( num( 本年-上年 ) den( 上年 ) ) × 100% )", "增长率=(本年-上年)/上年×100%"),
        ] {
            assert_eq!(read(parts), expected);
        }
    }
}
