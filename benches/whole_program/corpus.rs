//! The plans that the benchmark publishes, as data. Every piece is a pure function of its number, so that a
//! corpus of any size needs no memory and is the same on every machine.

use crate::random::Random;
use crate::words;

/// How many sections one plan has: the same at every size, so that the work per section is constant.
pub const SECTIONS_PER_PLAN: usize = 25;
const LAST_YEAR: usize = 2025;
/// The most years that a series has.
const YEARS: usize = 20;

/// How many sections a corpus has and how they spread over series and years.
#[derive(Clone, Copy)]
pub struct Shape {
    /// All sections.
    pub sections: usize,
    /// All plans.
    pub plans: usize,
    /// The series that the plans belong to.
    pub series: usize,
    years: usize,
}

impl Shape {
    /// The shape of a corpus of `sections` sections: at most 20 years, the rest in breadth.
    pub fn of(sections: usize) -> Self {
        let plans = sections.div_ceil(SECTIONS_PER_PLAN);
        let years = (plans / 10).clamp(2, YEARS).min(plans.max(1));
        Self { sections, plans, series: plans.div_ceil(years), years }
    }

    /// The plan with number `number`.
    pub fn plan(self, number: usize) -> Plan {
        let first_year = LAST_YEAR + 1 - self.years;
        Plan { number, series: number % self.series, year: first_year + number / self.series }
    }

    /// The sections of a plan, in their order.
    pub fn sections_of(self, plan: &Plan) -> impl Iterator<Item = Section> {
        let first = plan.number * SECTIONS_PER_PLAN;
        (first..(first + SECTIONS_PER_PLAN).min(self.sections)).map(move |number| self.section(number))
    }

    /// The section with number `number`.
    pub fn section(self, number: usize) -> Section {
        Section::new(self.plan(number / SECTIONS_PER_PLAN), number)
    }
}

/// One body's plan for one year.
pub struct Plan {
    /// Its place among all plans.
    pub number: usize,
    /// Its series' place among all series.
    pub series: usize,
    /// Its year.
    pub year: usize,
}

impl Plan {
    /// Its folder below `content/`.
    pub fn folder(&self) -> String {
        format!("{}/{}", series_folder(self.series), self.year)
    }

    /// Its title.
    pub fn title(&self) -> String {
        format!("{}{}年工作计划", issuer(self.series), self.year)
    }

    /// What its catalogue block says: key in the front matter, words, value.
    pub fn catalogue(&self) -> [(&'static str, &'static str, String); 7] {
        let year = self.year;
        [
            ("issuer", "发布机构", issuer(self.series)),
            ("document_number", "发文字号", format!("计发〔{year}〕{}号", self.series + 1)),
            ("index_number", "索引号", format!("X{:05}-{year}-{:03}", self.series + 100, self.number % 1000)),
            ("subject", "主题分类", "计划总结".to_owned()),
            ("written", "成文日期", format!("{year}-01-05")),
            ("published", "发布日期", format!("{year}-01-{:02}", 10 + self.number % 18)),
            ("validity", "有效性", "有效".to_owned()),
        ]
    }
}

/// One part of a plan: a page.
pub struct Section {
    /// Its plan.
    pub plan: Plan,
    /// Its place among all sections of the corpus.
    pub number: usize,
    /// Its title, which holds its number, so that every title differs.
    pub title: String,
    /// The unit that answers for it: one of its own body's.
    pub lead: String,
    /// What it commits to: the same every year, with other values.
    pub indicators: Vec<Indicator>,
}

impl Section {
    fn new(plan: Plan, number: usize) -> Self {
        let random = &mut Random::new(number as u64);
        let title = format!("{}（第{}项）", words::title(random), number + 1);
        let place = number % SECTIONS_PER_PLAN;
        // What is the same in all years of a series.
        let lasting = &mut Random::new((plan.series * SECTIONS_PER_PLAN + place) as u64 ^ 0x1A57);
        let lead = format!("{}{}", bureau(plan.series), lasting.pick(words::UNITS));
        let count = lasting.between(3, 8);
        let first = lasting.between(0, MEASURES.len() - 1);
        let indicators = (0..count)
            .map(|at| {
                let id = format!("b{:02}-{:02}-{}", plan.series + 1, place + 1, at + 1);
                Indicator::new(id, &words::field(place), first + at, plan.year, lasting)
            })
            .collect();
        Self { plan, number, title, lead, indicators }
    }

    /// The last part of its address.
    pub fn slug(&self) -> String {
        format!("p{:05}", self.number)
    }

    /// Its place in its plan, from 1.
    pub fn place(&self) -> usize {
        self.number % SECTIONS_PER_PLAN + 1
    }

    /// Its file in its plan's folder: the prefix orders it.
    pub fn file(&self) -> String {
        format!("{:03}-{}.md", self.place(), self.slug())
    }
}

/// How a target limits its value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// 以上
    AtLeast,
    /// 超
    Above,
    /// 以内
    AtMost,
    /// 左右
    About,
}

impl Bound {
    /// Its sign in front matter.
    pub fn sign(self) -> &'static str {
        match self {
            Self::AtLeast => ">=",
            Self::Above => ">",
            Self::AtMost => "<=",
            Self::About => "~",
        }
    }

    /// The words before and after the value and its unit.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::AtLeast => ("", "以上"),
            Self::Above => ("超", ""),
            Self::AtMost => ("", "以内"),
            Self::About => ("", "左右"),
        }
    }
}

/// One named quantity.
pub struct Indicator {
    /// Unique in its series, and the same in all its years.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit: &'static str,
    /// How its target limits it.
    pub bound: Bound,
    /// Its target.
    pub target: usize,
    /// Last year's value.
    pub baseline: usize,
    /// The value reached.
    pub actual: usize,
    /// Who set it.
    pub level: &'static str,
}

const MEASURES: &[(&str, &str, Bound)] = &[
    ("高新技术企业", "家", Bound::AtLeast),
    ("发明专利授权量", "件", Bound::AtLeast),
    ("技术合同成交额", "亿元", Bound::Above),
    ("研发经费增长", "%", Bound::About),
    ("市级以上孵化载体", "个", Bound::AtLeast),
    ("科技型中小企业入库", "家", Bound::Above),
    ("审批平均用时", "天", Bound::AtMost),
    ("专项资金支出率", "%", Bound::AtLeast),
    ("单位能耗增幅", "%", Bound::AtMost),
    ("成果转化项目", "项", Bound::AtLeast),
    ("引进高层次人才", "人", Bound::AtLeast),
    ("科普活动", "场", Bound::About),
];

impl Indicator {
    /// The indicator with `id` as it stands in `year`. What `random` gives is the same in every year.
    fn new(id: String, field: &str, measure: usize, year: usize, random: &mut Random) -> Self {
        let measure = MEASURES.get(measure % MEASURES.len()).copied();
        let (name, unit, bound) = measure.unwrap_or(("项目", "项", Bound::AtLeast));
        let level = random.pick(&["省", "市", "区"]);
        // A share stays below the whole for all the years.
        let step = if unit == "%" { 1 } else { random.between(2, 6) };
        let start = random.between(10, 40);
        let seed = random.between(0, 1 << 20);
        let value = |year: usize| {
            let way = step * (year + YEARS - LAST_YEAR);
            let off = Random::new((seed + year) as u64).between(0, 2);
            if bound == Bound::AtMost { start + step * (YEARS + 2) - way + off } else { start + way + off }
        };
        let baseline = value(year - 1);
        let target = if bound == Bound::AtMost { baseline - 1 } else { baseline + step };
        Self { id, name: format!("{field}{name}"), unit, bound, target, baseline, actual: value(year), level }
    }

    /// The target as prose says it: `12家以上`.
    pub fn phrase(&self) -> String {
        let (before, after) = self.bound.words();
        format!("{before}{}{}{after}", self.target, self.unit)
    }
}

/// The folder of a series below `content/`.
pub fn series_folder(series: usize) -> String {
    format!("bureau-{:02}", series + 1)
}

/// The body that issues a series' plans.
pub fn issuer(series: usize) -> String {
    format!("示例区{}", bureau(series))
}

/// Its short name, which its units bear.
fn bureau(series: usize) -> String {
    let name = words::BUREAUS.get(series % words::BUREAUS.len()).copied().unwrap_or_default();
    match series / words::BUREAUS.len() {
        0 => name.to_owned(),
        round => format!("第{}{name}", round + 1),
    }
}
