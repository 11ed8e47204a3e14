//! Faults of themes that show only when all templates are put together: each at its own line.

use planpress::internals::output::Memory;
use planpress::internals::pipeline::{self, Options, Silent};
use std::fs;

/// The faults of a site whose theme has these templates: `file:line:column message`.
fn faults(templates: &[(&str, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir_all(root.join("content")).unwrap();
    fs::create_dir_all(root.join("themes/own/templates")).unwrap();
    fs::write(root.join("content/_index.md"), "---\ntitle: 首页\n---\n").unwrap();
    fs::write(root.join("site.yaml"), "title: 站点\ntheme: own\n").unwrap();
    fs::write(root.join("themes/own/theme.yaml"), "name: own\nversion: 0.1.0\nextends: gov\n").unwrap();
    for (name, text) in templates {
        fs::write(root.join("themes/own/templates").join(name), text).unwrap();
    }
    let report = pipeline::run(root, &Options::default(), &Memory::new(), &Silent).unwrap();
    let line = |diagnostic: &planpress::internals::diagnostic::Diagnostic| {
        let place = diagnostic.place.as_ref().unwrap();
        let message = diagnostic.message(planpress::internals::diagnostic::Language::English);
        format!("{}:{}:{} {message}", place.file, place.start.line, place.start.column)
    };
    report.diagnostics.iter().map(line).collect()
}

#[test]
fn every_unknown_component_is_placed_and_wide_characters_are_counted() {
    let text = "\n{% component extra(@t) %}中文{{ <nosuch/> }}{{ <none/> }}{% endcomponent extra %}\n";
    assert_eq!(
        faults(&[("x.html", text)]),
        [
            "themes/own/templates/x.html:2:31 the template cannot be used: Unknown component `nosuch`",
            "themes/own/templates/x.html:2:46 the template cannot be used: Unknown component `none`",
        ]
    );
}

#[test]
fn a_component_defined_twice_is_placed_in_the_second_file() {
    let text = "{% component extra(@t) %}x{% endcomponent extra %}\n";
    assert_eq!(
        faults(&[("x.html", text), ("y.html", text)]),
        [
            "themes/own/templates/y.html:1:1 the template cannot be used: Component `extra` is defined in both `x.html` and `y.html`"
        ]
    );
}
