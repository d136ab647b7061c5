package import HTML

/// Boxes before the rows of a table. What is ticked goes along with the form of a `bulkBar`.
package struct RowChoice<Row: Sendable>: Sendable {
    /// The id of the bar's form.
    let form: String
    /// The name of the boxes; it ends in `[]`.
    let name: String
    let value: @Sendable (Row) -> String
    /// What a row is called, for those who hear the page.
    let label: @Sendable (Row) -> String
    /// Whether anything can be done with a row; others have no box.
    let isOffered: @Sendable (Row) -> Bool

    package init(
        form: String, name: String, value: @escaping @Sendable (Row) -> String,
        label: @escaping @Sendable (Row) -> String, isOffered: @escaping @Sendable (Row) -> Bool = { _ in true }
    ) {
        self.form = form
        self.name = name
        self.value = value
        self.label = label
        self.isOffered = isOffered
    }

    /// The head of the column: with scripts a box that ticks all others.
    var headCell: HTML {
        th(.scope("col"), .class("pick")) {
            span(.class("hidden")) { "Choose" }
            input(
                .type("checkbox"), .class("scripted-only"), .data("choose-all", self.form),
                .aria("label", "Choose all on this page"))
        }
    }

    func cell(_ row: Row) -> HTML {
        td(.class("pick")) {
            if self.isOffered(row) {
                input(
                    .type("checkbox"), .form(self.form), .name(self.name), .value(self.value(row)),
                    .aria("label", "Choose \(self.label(row))"))
            }
        }
    }
}

/// The bar below a table with boxes: how many rows are chosen, and what can be done with them. Whatever it is, its page
/// says first what would happen.
package func bulkBar<Row>(
    _ context: some HandlerContext, _ choice: RowChoice<Row>, _ place: Place, @HTMLBuilder actions: () -> HTML
) -> HTML {
    postForm(context, place, .id(choice.form), .class("inline bulk"), .aria("label", "Chosen rows")) {
        span(.data("chosen", choice.form), .role("status")) { "With the chosen ones" }
        actions()
    }
}
