#[test]
fn probe() {
    let list: Vec<String> = serde_json::from_str(&std::fs::read_to_string("/tmp/T.json").unwrap()).unwrap();
    for text in list {
        match super::super::Target::read(&text, None) {
            Ok(t) => println!("{text} => {} | {} | {:?}", t.kind.as_str(), t.chinese(), t.unit()),
            Err(e) => println!("{text} => REFUSED {}", e.reason().chinese),
        }
    }
}
