//! The index over small sites.

use super::*;

#[test]
fn addresses_are_names_that_file_systems_carry() {
    for (unit, address) in [
        ("科技局", "units/科技局/"),
        ("发展改革委（营商办）", "units/发展改革委-营商办/"),
        ("R&D Office", "units/r-d-office/"),
        ("a/b", "units/a-b/"),
        ("..", "units/section/"),
    ] {
        assert_eq!(&*unit_address(unit), address);
    }
    let (long, longer) = ("局".repeat(200), "局".repeat(201));
    let (first, second) = (unit_address(&long), unit_address(&longer));
    assert_ne!(first, second);
    assert!(first.len() < 160 && first.starts_with("units/局局"), "{first}");
    assert_eq!(&*indicator_address("pilot-firms"), "indicators/pilot-firms/");
    assert!(indicator_address(&"a".repeat(999)).len() < 160);
}
