//! The filter for titles: their figures stay whole, as those of running text do.

use crate::markdown::with_whole_figures;
use tera::{Kwargs, State, Tera, Value};

/// Makes the filter known to templates.
pub fn register(tera: &mut Tera) {
    tera.register_filter("whole", whole);
}

/// `text | whole`: the text as HTML in which no line breaks between a number and its unit, or within a range or a date.
fn whole(text: &str, _: Kwargs, _: &State<'_>) -> Value {
    let mut html = String::with_capacity(text.len() + 32);
    with_whole_figures(text, &mut html);
    Value::safe_string(&html)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tera::Context;

    #[test]
    fn a_title_is_escaped_and_its_figures_are_whole() {
        let mut tera = Tera::new();
        register(&mut tera);
        tera.add_raw_templates([("one.html", "{{ title | whole }}")]).unwrap();
        let mut context = Context::new();
        context.insert_value("title", Value::from("某县<2026年>工作&计划"));
        let html = tera.render("one.html", &context).unwrap();
        assert_eq!(html, "某县&lt;<span class=\"nobr\">2026年</span>&gt;工作&amp;计划");
    }
}
