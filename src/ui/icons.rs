//! The marks and icons, drawn once on each page and used by name.

use leptos::prelude::*;

/// A mark of the record's legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Disc: held.
    Held,
    /// Ring: planned.
    Planned,
    /// Triangle: launched.
    Launched,
    /// Diamond: commemorated.
    Commemorated,
    /// Blocks: ongoing.
    Ongoing,
    /// Square: an office attested.
    Attested,
    /// Lozenge with a dot: once, on an unknown day between two.
    Between,
    /// Speech: asked for.
    Asked,
    /// A number.
    Figure,
}

impl Mark {
    fn id(self) -> &'static str {
        match self {
            Mark::Held => "#held",
            Mark::Planned => "#planned",
            Mark::Launched => "#launched",
            Mark::Commemorated => "#commemorated",
            Mark::Ongoing => "#ongoing",
            Mark::Attested => "#attested",
            Mark::Between => "#between",
            Mark::Asked => "#asked",
            Mark::Figure => "#figure",
        }
    }
}

/// A mark beside a date. What it means stands in words next to it.
pub fn mark(mark: Mark) -> AnyView {
    view! { <svg class="m" aria-hidden="true"><use href=mark.id()></use></svg> }.into_any()
}

/// An icon of the interface.
pub fn icon(id: &'static str, size: u32) -> AnyView {
    let href = format!("#{id}");
    view! { <svg width=size height=size aria-hidden="true"><use href=href></use></svg> }.into_any()
}

/// The drawings themselves.
const SYMBOLS: &str = concat!(
    r##"<symbol id="held" viewBox="0 0 14 14"><circle cx="7" cy="7" r="5" fill="currentColor"/></symbol>"##,
    r##"<symbol id="planned" viewBox="0 0 14 14"><circle cx="7" cy="7" r="4.6" fill="none" stroke="currentColor" stroke-width="1.6"/></symbol>"##,
    r##"<symbol id="launched" viewBox="0 0 14 14"><path d="M2.5 1.5 12.5 7l-10 5.5z" fill="currentColor"/></symbol>"##,
    r##"<symbol id="commemorated" viewBox="0 0 14 14"><path d="M7 .8 13.2 7 7 13.2.8 7z" fill="currentColor"/></symbol>"##,
    r##"<symbol id="ongoing" viewBox="0 0 14 14"><path d="M0 4h6v6H0zM7.5 4h3v6h-3zM12 4h2v6h-2z" fill="currentColor"/></symbol>"##,
    r##"<symbol id="attested" viewBox="0 0 14 14"><path d="M3 3h8v8H3z" fill="currentColor"/></symbol>"##,
    r##"<symbol id="between" viewBox="0 0 14 14"><path d="M.7 7 3.4 3.4h7.2L13.3 7l-2.7 3.6H3.4z" fill="none" stroke="currentColor" stroke-width="1.2"/><circle cx="7" cy="7" r="2" fill="currentColor"/></symbol>"##,
    r##"<symbol id="asked" viewBox="0 0 14 14"><path d="M2 3h10v6.2H7.4L4 12V9.2H2z" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round"/></symbol>"##,
    r##"<symbol id="figure" viewBox="0 0 14 14"><path d="M3 12V7m4 5V2m4 10V5" stroke="currentColor" stroke-width="2"/></symbol>"##,
    r##"<symbol id="glass" viewBox="0 0 16 16"><circle cx="6.7" cy="6.7" r="4.9" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="m10.4 10.4 4.3 4.3" stroke="currentColor" stroke-width="1.8"/></symbol>"##,
    r##"<symbol id="light" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z" fill="currentColor"/></symbol>"##,
    r##"<symbol id="cross" viewBox="0 0 10 10"><path d="m1 1 8 8M9 1 1 9" stroke="currentColor" stroke-width="1.6"/></symbol>"##,
);

/// All drawings, out of sight.
pub fn symbols() -> AnyView {
    view! { <svg class="symbols" width="0" height="0" aria-hidden="true" inner_html=SYMBOLS></svg> }
        .into_any()
}
