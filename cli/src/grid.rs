//! Tables and lists that fit a width. Lines break at spaces alone, for names to be copied, and never at a
//! [`NO_BREAK_SPACE`].

use std::borrow::Cow;
use textwrap::core::display_width;
use textwrap::{Options, WordSeparator, WordSplitter};

/// Between columns.
const GAP: usize = 2;

/// A space in a cell at which no line breaks. It comes out as any other space.
pub(crate) const NO_BREAK_SPACE: &str = "\u{a0}";

/// Rows below a heading.
#[derive(Debug)]
pub(crate) struct Grid {
    heading: Vec<String>,
    rows: Vec<Vec<String>>,
    name: usize,
    spare: Option<usize>,
}

impl Grid {
    /// `name` is the column with what each row is about.
    pub(crate) fn new<const N: usize>(
        heading: [&str; N],
        name: usize,
        rows: impl IntoIterator<Item = [String; N]>,
    ) -> Self {
        let heading = heading.map(str::to_owned).to_vec();
        Grid { heading, rows: rows.into_iter().map(Vec::from).collect(), name, spare: None }
    }

    /// The column that is left out where there is no room for it.
    pub(crate) fn sparing(self, spare: usize) -> Self {
        Grid { spare: Some(spare), ..self }
    }

    /// As text of this width; without one each row is a line.
    ///
    /// Where the columns side by side would not fit, or take more lines, the name stands above what is said of it.
    pub(crate) fn text(&self, width: Option<usize>) -> String {
        self.laid_out(width).replace(NO_BREAK_SPACE, " ")
    }

    fn laid_out(&self, width: Option<usize>) -> String {
        let all = self.columns(|_| true);
        let Some(width) = width else { return joined(laid(&all, &all.most())) };
        let without = || self.columns(|column| Some(column) != self.spare);
        let side_by_side = all.fitted(width, self.spare).or_else(|| without().fitted(width, None));
        let below = self.columns(|column| column != self.name).fitted(width.saturating_sub(GAP), None);
        match (side_by_side, below.map(|below| self.below_names(below))) {
            (Some(side_by_side), Some(below)) if count(&below) < count(&side_by_side) => joined(below),
            (Some(lines), _) | (None, Some(lines)) => joined(lines),
            (None, None) => self.records(width),
        }
    }

    /// The heading and the rows, with the columns that are chosen.
    fn columns(&self, chosen: impl Fn(usize) -> bool) -> Columns<'_> {
        let rows = self.lines().map(|row| {
            let cells = row.iter().enumerate().filter(|(column, _)| chosen(*column));
            cells.map(|(_, cell)| cell.as_str()).collect()
        });
        Columns(rows.collect())
    }

    /// The heading, and each row.
    fn lines(&self) -> impl Iterator<Item = &Vec<String>> {
        [&self.heading].into_iter().chain(&self.rows)
    }

    fn below_names(&self, below: Vec<Vec<String>>) -> Vec<Vec<String>> {
        let names = self.lines().filter_map(|row| row.get(self.name).cloned());
        let indented = below.into_iter().map(|lines| lines.into_iter().map(|line| indent(&line)));
        names.zip(indented).map(|(name, lines)| [name].into_iter().chain(lines).collect()).collect()
    }

    /// A name a line, and below it a line for each other cell.
    fn records(&self, width: usize) -> String {
        let of_row = |row: &Vec<String>| {
            let cells = self.heading.iter().zip(row).enumerate();
            let others = cells.filter(|(column, (_, cell))| *column != self.name && !cell.is_empty());
            let others: Vec<(&str, &str)> = others.map(|(_, (label, cell))| (label.as_str(), cell.as_str())).collect();
            let facts = facts(&others, Some(width.saturating_sub(GAP)));
            let facts: String = facts.lines().map(|line| indent(line) + "\n").collect();
            format!("{}\n{facts}", row.get(self.name).map_or("", String::as_str))
        };
        self.rows.iter().map(of_row).collect()
    }
}

/// Rows of cells.
struct Columns<'g>(Vec<Vec<&'g str>>);

impl Columns<'_> {
    /// The lines of each row where no cell breaks inside a word, and `whole` in no place; `None` if they don't fit.
    fn fitted(&self, width: usize, whole: Option<usize>) -> Option<Vec<Vec<String>>> {
        let most = self.most();
        let mut widths = self.each(|cell| cell.split(' ').map(display_width).max().unwrap_or_default());
        if let Some((column, most)) = whole.and_then(|column| Some((widths.get_mut(column)?, most.get(column)?))) {
            *column = *most;
        }
        let gaps = GAP * widths.len().saturating_sub(1);
        let mut rest = width.checked_sub(gaps + widths.iter().sum::<usize>())?;
        // Who needs little more gets it first, so that long columns are what breaks.
        let mut wanting: Vec<(&mut usize, usize)> = widths.iter_mut().zip(most).collect();
        wanting.sort_by_key(|(width, most)| *most - **width);
        for (width, most) in wanting {
            let more = rest.min(most - *width);
            *width += more;
            rest -= more;
        }
        Some(laid(self, &widths))
    }

    /// How wide each column is at most.
    fn most(&self) -> Vec<usize> {
        self.each(display_width)
    }

    /// The greatest measure of a cell in each column.
    fn each(&self, measure: impl Fn(&str) -> usize) -> Vec<usize> {
        let mut greatest = Vec::new();
        for row in &self.0 {
            greatest.resize(row.len(), 0);
            greatest.iter_mut().zip(row).for_each(|(greatest, cell)| *greatest = measure(cell).max(*greatest));
        }
        greatest
    }
}

/// The lines of each row.
fn laid(columns: &Columns<'_>, widths: &[usize]) -> Vec<Vec<String>> {
    let of_row = |row: &Vec<&str>| {
        let cells: Vec<Vec<String>> = row.iter().zip(widths).map(|(cell, width)| broken(cell, *width)).collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or_default();
        let line = |at: usize| {
            let parts =
                cells.iter().zip(widths).map(|(cell, width)| padded(cell.get(at).map_or("", String::as_str), *width));
            parts.collect::<Vec<String>>().join(&" ".repeat(GAP)).trim_end().to_owned()
        };
        (0..height).map(line).collect()
    };
    columns.0.iter().map(of_row).collect()
}

/// What is said of one thing, a label and a fact a line. A fact that does not fit beside its label stands below it.
pub(crate) fn facts<F: AsRef<str>>(facts: &[(&str, F)], width: Option<usize>) -> String {
    let labels = facts.iter().map(|(label, _)| display_width(label)).max().unwrap_or_default() + GAP;
    let of_fact = |(label, fact): &(&str, F)| {
        let fact = fact.as_ref();
        let side_by_side = width.unwrap_or(usize::MAX).saturating_sub(labels);
        let fits = fact.split(' ').all(|word| display_width(word) <= side_by_side);
        if !fits {
            let below = broken(fact, width.unwrap_or(usize::MAX).saturating_sub(GAP));
            return format!("{label}\n{}", below.iter().map(|line| indent(line) + "\n").collect::<String>());
        }
        let lines = broken(fact, side_by_side).into_iter().enumerate();
        let lines = lines.map(|(at, line)| padded(if at == 0 { label } else { "" }, labels) + &line);
        lines.map(|line| line.trim_end().to_owned() + "\n").collect()
    };
    facts.iter().map(of_fact).collect()
}

/// Text with each line broken at spaces; what goes on is indented by two more.
pub(crate) fn wrapped(text: &str, width: usize) -> String {
    let of_line = |line: &str| {
        let own = " ".repeat(line.len() - line.trim_start_matches(' ').len());
        let more = format!("{own}  ");
        let options = options(width).initial_indent(&own).subsequent_indent(&more);
        textwrap::fill(line.trim_start_matches(' '), options)
    };
    text.split('\n').map(of_line).collect::<Vec<String>>().join("\n")
}

fn broken(text: &str, width: usize) -> Vec<String> {
    textwrap::wrap(text, options(width)).into_iter().map(Cow::into_owned).collect()
}

fn options<'o>(width: usize) -> Options<'o> {
    Options::new(width)
        .break_words(false)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
}

fn padded(text: &str, width: usize) -> String {
    text.to_owned() + &" ".repeat(width.saturating_sub(display_width(text)))
}

fn indent(line: &str) -> String {
    " ".repeat(GAP) + line
}

fn count(rows: &[Vec<String>]) -> usize {
    rows.iter().map(Vec::len).sum()
}

fn joined(rows: Vec<Vec<String>>) -> String {
    rows.into_iter().flatten().map(|line| line + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "eu.anthropic.claude-sonnet-4-6";
    const REGIONS: &str = "eu-central-1 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-3";

    fn grid() -> Grid {
        let row =
            |id: &str, model: &str, what: &str| [id, model, "status: retired -> current", what].map(str::to_owned);
        Grid::new(
            ["profile", "model", "what", "destinations"],
            0,
            [row(ID, "Claude Sonnet 4.6", REGIONS), row("eu.short", "Short", "eu-west-1")],
        )
        .sparing(1)
    }

    fn fits(text: &str, width: usize) -> bool {
        text.lines().all(|line| display_width(line) <= width)
    }

    #[test]
    fn no_word_is_ever_broken() {
        for width in 1..200 {
            let text = grid().text(Some(width));
            let words: Vec<&str> = text.split_whitespace().collect();
            for word in [ID, REGIONS].join(" ").split(' ').chain(["retired", "->", "current"]) {
                assert!(words.contains(&word), "{width}: {word}\n{text}");
            }
            assert!(fits(&text, width) || width < ID.len(), "{width}\n{text}");
        }
    }

    #[test]
    fn a_column_that_can_be_spared_is_whole_or_left_out() {
        let row = [ID, "Claude Sonnet 4.6", "active"].map(str::to_owned);
        let grid = Grid::new(["profile", "model", "status"], 0, [row]).sparing(1);
        assert!(grid.text(Some(57)).ends_with(&format!("\n{ID}  Claude Sonnet 4.6  active\n")));
        assert!(grid.text(Some(56)).ends_with(&format!("\n{ID}  active\n")));
    }

    #[test]
    fn what_is_held_together_stays_on_a_line() {
        let row = [ID, "Claude Sonnet 4.6", "8\u{a0}Regions", "active"].map(str::to_owned);
        let grid = Grid::new(["profile", "model", "from", "status"], 0, [row]).sparing(1);
        let short = format!("profile{}from       status\n{ID}  8 Regions  active\n", " ".repeat(25));
        for (width, expected) in [(67, &short), (49, &short)] {
            assert_eq!(&grid.text(Some(width)), expected, "{width}");
        }
        assert!(grid.text(Some(68)).ends_with(&format!("\n{ID}  Claude Sonnet 4.6  8 Regions  active\n")));
        assert!(!grid.text(None).contains(NO_BREAK_SPACE));
    }

    #[test]
    fn short_columns_keep_their_width() {
        let text = grid().text(Some(80));
        assert!(text.contains("status: retired -> current"), "{text}");
    }

    #[test]
    fn names_stand_apart_where_that_takes_fewer_lines() {
        let row = || ["changed", ID, "status: retired -> current"].map(str::to_owned);
        let text = Grid::new(["change", "profile", "what"], 1, [row(), row()]).text(Some(50));
        let one = format!("{ID}\n  changed  status: retired -> current\n");
        assert_eq!(text, format!("profile\n  change   what\n{one}{one}"));
    }

    #[test]
    fn a_narrow_terminal_gets_a_line_for_each_cell() {
        let row = ["changed", ID, "eu-central-1 eu-west-1"].map(str::to_owned);
        let text = Grid::new(["change", "profile", "from"], 1, [row]).text(Some(22));
        assert_eq!(text, format!("{ID}\n  change  changed\n  from    eu-central-1\n          eu-west-1\n"));
    }

    #[test]
    fn without_a_width_each_row_is_a_line() {
        let text = Grid::new(["x", "y"], 0, [["a", REGIONS], ["bcd", ""]].map(|row| row.map(str::to_owned))).text(None);
        assert_eq!(text, format!("x    y\na    {REGIONS}\nbcd\n"));
    }

    #[test]
    fn a_long_fact_stands_below_its_label() {
        let arn = "arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-sonnet-4-6";
        let of = |width| facts(&[("model ARN", arn), ("on demand", REGIONS)], width);
        assert_eq!(of(None), format!("model ARN  {arn}\non demand  {REGIONS}\n"));
        assert_eq!(
            of(Some(75)),
            format!(
                "model ARN\n  {arn}\non demand  eu-central-1 eu-north-1 eu-south-1 eu-south-2 eu-west-1\n           eu-west-3\n"
            )
        );
    }

    #[test]
    fn messages_break_at_spaces() {
        assert_eq!(wrapped("a b-c-d\n  help: e f\n", 8), "a b-c-d\n  help:\n    e f\n");
    }
}
