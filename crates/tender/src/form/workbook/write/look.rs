//! How the workbooks look: every format of a cell.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatPattern};

use crate::document::Theme;

const FONT: &str = "Calibri";
const INK: u32 = 0x1a_1a_1a;
const MUTED: u32 = 0x54_54_54;
const HAIRLINE: u32 = 0xa6_a6_a6;
const NOTABLE: u32 = 0xff_f4_d6;
const BAD: u32 = 0xfb_df_da;
const FRAME: u32 = 0x73_73_73;

/// The formats, in the buyer's colour.
pub(super) struct Look {
    pub title: Format,
    pub subtitle: Format,
    /// The head of a table
    pub head: Format,
    /// The same over what a supplier wrote
    pub head_foreign: Format,
    /// A group's or a section's heading
    pub group: Format,
    /// Running text
    pub text: Format,
    pub quiet: Format,
    /// A cell of a table, locked
    pub cell: Format,
    pub cell_strong: Format,
    pub cell_quiet: Format,
    /// A cell to answer in
    pub answer: Format,
    /// A minimum requirement that waits for its answer: a pattern, so that it is seen without colour too
    pub waiting: Format,
    /// Runs within a cell
    pub run: Format,
    pub run_strong: Format,
    /// What a supplier wrote: never a formula, even when it is edited
    pub foreign: Format,
    /// Judgements; each has its word in the cell
    pub fine: Format,
    pub notable: Format,
    pub bad: Format,
    pub away: Format,
    /// Numbers, and those that deviate
    pub number: Format,
    pub number_notable: Format,
    pub number_bad: Format,
    /// A cell to write a number in
    pub number_answer: Format,
}

impl Look {
    pub fn new(theme: &Theme) -> Self {
        let accent = accent(&theme.accent);
        let base = || Format::new().set_font_name(FONT).set_font_size(10.5).set_font_color(Color::RGB(INK));
        let wrapped = || base().set_text_wrap().set_align(FormatAlign::Top);
        let ruled = || {
            wrapped().set_indent(1).set_border_bottom(FormatBorder::Thin).set_border_bottom_color(Color::RGB(HAIRLINE))
        };
        let boxed = || {
            let format = wrapped().set_indent(1).set_border(FormatBorder::Thin);
            format.set_border_color(Color::RGB(FRAME)).set_num_format("@")
        };
        let number = || {
            let format = wrapped().set_border(FormatBorder::Thin).set_border_color(Color::RGB(FRAME));
            format.set_num_format("0.##").set_align(FormatAlign::Right)
        };
        let ground = |colour: u32| boxed().set_background_color(Color::RGB(colour)).set_quote_prefix();
        let head = base()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Bottom)
            .set_indent(1)
            .set_border_bottom(FormatBorder::Medium)
            .set_border_bottom_color(accent)
            .set_background_color(tint(accent));
        Self {
            title: base().set_bold().set_font_size(16).set_font_color(accent),
            subtitle: base().set_font_color(Color::RGB(MUTED)),
            head_foreign: head.clone().set_quote_prefix(),
            head,
            group: base().set_bold().set_font_size(13).set_font_color(accent).set_align(FormatAlign::Bottom),
            text: wrapped(),
            quiet: wrapped().set_font_color(Color::RGB(MUTED)),
            cell: ruled(),
            cell_strong: ruled().set_bold(),
            cell_quiet: ruled().set_font_size(9).set_font_color(Color::RGB(MUTED)),
            answer: boxed().set_unlocked(),
            waiting: Format::new()
                .set_pattern(FormatPattern::LightUp)
                .set_background_color(Color::RGB(0xff_f4_d6))
                .set_foreground_color(Color::RGB(0xe8_c4_68)),
            run: base(),
            run_strong: base().set_bold(),
            foreign: boxed().set_quote_prefix(),
            fine: ground(0xe3_f1_e4),
            notable: ground(NOTABLE),
            bad: ground(BAD),
            away: ground(0xee_ee_ee).set_font_color(Color::RGB(MUTED)),
            number: number(),
            number_notable: number().set_background_color(Color::RGB(NOTABLE)).set_bold(),
            number_bad: number().set_background_color(Color::RGB(BAD)).set_bold(),
            number_answer: number().set_unlocked(),
        }
    }
}

/// The buyer's colour, written as `#003865`.
fn accent(written: &str) -> Color {
    Color::RGB(u32::from_str_radix(written.trim_start_matches('#'), 16).unwrap_or(INK))
}

/// The pale ground of a table's head: nine parts in a hundred of the colour.
fn tint(colour: Color) -> Color {
    let Color::RGB(value) = colour else { return Color::White };
    let part = |shift: u32| 255 - (255 - (value >> shift & 0xff)) * 9 / 100;
    Color::RGB(part(16) << 16 | part(8) << 8 | part(0))
}
