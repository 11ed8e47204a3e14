//! Indicators for other pages, where `site.yaml` asks for it: a small page to be framed there, below the indicator's own, and HTML to
//! be copied.
//!
//! Other pages need whole addresses, so a site without one has none of this.

use super::super::address::encode_ascii;
use super::prelude::*;
use crate::markdown::escape;

/// What the page to be framed is called below the indicator's.
const EMBED: &str = "embed";
/// The size of the frame in CSS pixels: what the page needs with a name of two lines.
const FRAME: (u32, u32) = (480, 240);

impl<'s> Renderer<'_, 's> {
    /// The public address that embeds lead back to; none where the site has no embeds.
    pub(super) fn base_of_embeds(&self) -> Option<&str> {
        self.config.base_url.as_deref().filter(|_| self.config.embeds)
    }

    /// Keeps or renders the page of an indicator that others frame.
    pub(super) fn embed(
        &self,
        (at, series): (usize, &'s Series),
        id: &str,
        indicator: &PageAddress,
        key: &Fingerprint,
    ) -> RenderResult {
        if self.base_of_embeds().is_none() {
            return Ok(Rendered::default());
        }
        let address = indicator.below(EMBED);
        let key = self.keys.beside(key, EMBED);
        self.kept_or(&address, &key, || {
            let Some((history, newest)) = self.history((at, series), id) else {
                return Ok(Rendered::default());
            };
            let part = self.part((at, series), &history, newest);
            let Some(embed) = self.embedded((series, indicator), &part) else {
                return Ok(Rendered::default());
            };
            let head = PageHead {
                draft: embed.plan.draft,
                in_place_of: Some(indicator),
                ..PageHead::new(PageKind::Embed, &part.name, &address)
            };
            self.finish(&head, &key, FilledText::default(), EmbedTemplate { embed: SharedValue::new(&embed) })
        })
    }

    /// What is shown of an indicator elsewhere: the newest year of which there is anything to tell.
    fn embedded(
        &self,
        (series, address): (&Series, &PageAddress),
        part: &SeriesHistory,
    ) -> Option<EmbedContext> {
        let year = part.years.iter().find(|year| year.year == part.progress.year)?;
        let one = year.indicator.as_ref()?;
        let plan = series.plans.iter().find(|plan| plan.year() == year.year)?;
        let actual = one.actual.clone();
        let own = actual.as_ref().and_then(|value| value.source.clone());
        Some(EmbedContext {
            name: one.name.clone(),
            path: self.env.builder.path(address),
            year: year.year,
            plan: self.env.builder.plan_link(plan),
            issuer: plan.front.issuer.clone().or_else(|| series.issuer().map(ToOwned::to_owned)),
            target: one.target.clone(),
            attainment: one.attainment.clone(),
            status: one.status.clone(),
            source: own.or_else(|| one.source.clone()),
            actual,
        })
    }

    /// What is to be copied from an indicator's page.
    pub(super) fn embed_codes(
        &self,
        series: &Series,
        indicator: &PageAddress,
        part: &SeriesHistory,
    ) -> Option<EmbedCodes> {
        let base = self.base_of_embeds()?;
        let embed = self.embedded((series, indicator), part)?;
        let plan = series.plans.iter().find(|plan| plan.year() == embed.year)?;
        let address = indicator.below(EMBED);
        let whole = |address: &str| format!("{base}{}", encode_ascii(address));
        let (width, height) = FRAME;
        let frame = format!(
            "<iframe src=\"{}\" title=\"{}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\"></iframe>",
            whole(&address),
            self.escaped(&self.named(&embed.name)),
        );
        let html = self.plain_html(&embed, (&whole(indicator), &whole(&plan.address)));
        Some(EmbedCodes { path: self.env.builder.path(&address), frame, html })
    }

    /// An indicator as plain HTML, complete in itself.
    fn plain_html(&self, embed: &EmbedContext, (page, plan): (&str, &str)) -> String {
        let theme = self.env.builder.theme;
        let word = |key: &'static str| self.escaped(theme.word(key));
        let (open, close) = (word("open_bracket"), word("close_bracket"));
        let year = format!("{}{}", embed.year, word("year_suffix"));
        let mut lines = vec![
            format!("<figure lang=\"{}\">", self.config.lang.tag()),
            format!(
                "<figcaption><a href=\"{page}\">{}</a>{open}{year}{close}</figcaption>",
                self.escaped(&embed.name)
            ),
            "<dl>".to_owned(),
        ];
        let mut row = |label: &'static str, html: String| {
            lines.push(format!("<dt>{}</dt><dd>{html}</dd>", word(label)));
        };
        if let Some(actual) = &embed.actual {
            let date = actual.date.as_deref().map(|date| format!("{open}{}{close}", self.escaped(date)));
            row("actual", self.escaped(&actual.text) + &date.unwrap_or_default());
        }
        if let Some(target) = &embed.target {
            row("target", self.escaped(target));
        }
        if let Some(status) = &embed.status {
            row("status", self.escaped(&status.text));
        }
        if let Some(source) = &embed.source {
            row("source", self.escaped(source));
        }
        let title = self.escaped(&embed.plan.title);
        let issuer = embed.issuer.as_deref().map(|issuer| format!("{open}{}{close}", self.escaped(issuer)));
        row("embed_plan", format!("<a href=\"{plan}\">{title}</a>{}", issuer.unwrap_or_default()));
        lines.extend(["</dl>".to_owned(), "</figure>".to_owned()]);
        lines.join("\n")
    }

    fn escaped(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        escape(text, &mut out);
        out
    }
}
