package import HTML

/// A column of a table.
package struct Column<Row>: Sendable where Row: Sendable {
    /// What the cells of a column hold; it decides how they stand.
    enum Kind: String, Sendable {
        case text = ""
        case number = "num"
        /// A tag: on a phone's card it stands beside the row's name and says enough without its title.
        case state
        /// Buttons: on a phone's card they need no title.
        case steps
    }

    let title: String
    let kind: Kind
    /// The name by which the query sorts; `nil` where it cannot.
    let sort: String?
    let cell: @Sendable (Row) -> HTML

    /// Text, links, tags.
    package init(_ title: String, sort: String? = nil, @HTMLBuilder cell: @escaping @Sendable (Row) -> HTML) {
        self.init(title, .text, sort: sort, cell: cell)
    }

    /// Figures, which stand at the right with their digits below each other.
    package static func number(
        _ title: String, sort: String? = nil, @HTMLBuilder cell: @escaping @Sendable (Row) -> HTML
    ) -> Column {
        Column(title, .number, sort: sort, cell: cell)
    }

    /// How the row's thing stands, in one tag.
    package static func state(_ title: String, @HTMLBuilder cell: @escaping @Sendable (Row) -> HTML) -> Column {
        Column(title, .state, sort: nil, cell: cell)
    }

    /// What can be done with the row.
    package static func steps(_ title: String, @HTMLBuilder cell: @escaping @Sendable (Row) -> HTML) -> Column {
        Column(title, .steps, sort: nil, cell: cell)
    }

    private init(_ title: String, _ kind: Kind, sort: String?, cell: @escaping @Sendable (Row) -> HTML) {
        self.title = title
        self.kind = kind
        self.sort = sort
        self.cell = cell
    }
}

/// How a list is sorted, as the query says: `sort=name`, or `sort=-name` for the other way.
package struct Sorting: Sendable {
    package let name: String
    package let isDescending: Bool
    let path: URLPath

    /// - Parameters:
    ///   - path: the page itself, with its filters.
    ///   - names: what may be sorted by; the first is what is taken where the query names none.
    package init(_ query: Form, path: URLPath, names: String..., descending: Bool = false) {
        let text = query["sort"]
        let wanted = text.map { $0.hasPrefix("-") ? String($0.dropFirst()) : $0 }
        if let wanted, names.contains(wanted) {
            self.name = wanted
            self.isDescending = text?.hasPrefix("-") == true
        } else {
            self.name = names.first ?? ""
            self.isDescending = descending
        }
        self.path = path
    }

    func link(_ column: String) -> URLPath {
        let other = column == self.name && !self.isDescending ? "-" + column : column
        return self.path.replacing("after", nil).replacing("sort", other)
    }

    func state(_ column: String) -> String? {
        column == self.name ? (self.isDescending ? "descending" : "ascending") : nil
    }
}

/// A table: its name for screen readers, headers that sort, the first cell of each row its header. On a phone the rows of
/// a table of few columns are cards, where it has no totals or is told so; others scroll sideways beside their first column.
///
/// - Parameters:
///   - name: what the table lists.
///   - choice: puts a box to tick before every row, for a `bulkBar`.
///   - cards: whether rows are cards on a phone; `nil` lets the number of columns decide.
///   - footer: rows of totals, made with `totalRow`.
///   - id: of the region, for scripts that replace it.
package func dataTable<Row: Sendable>(
    _ name: String, _ rows: [Row], sorting: Sorting? = nil, id: String? = nil, class extra: String = "",
    cards: Bool? = nil, choosing choice: RowChoice<Row>? = nil, columns: [Column<Row>],
    @HTMLBuilder footer: () -> HTML = { HTML() }
) -> HTML {
    let totals = footer()
    let isCards = cards ?? (columns.count <= 6 && totals.isEmpty)
    return div(
        .class("region", isCards ? "cards" : "", extra), .id(id), .role("region"), .tabindex(0), .aria("label", name)
    ) {
        table {
            caption { name }
            thead {
                tr {
                    if let choice { choice.headCell }
                    for column in columns { headerCell(column, sorting) }
                }
            }
            tbody {
                for row in rows {
                    tr {
                        if let choice { choice.cell(row) }
                        for (index, column) in columns.enumerated() {
                            dataCell(column, column.cell(row), isHeader: index == 0)
                        }
                    }
                }
            }
            if !totals.isEmpty { tfoot { totals } }
        }
    }
}

private func headerCell<Row>(_ column: Column<Row>, _ sorting: Sorting?) -> HTML {
    let state = column.sort.flatMap { sorting?.state($0) }
    return th(.scope("col"), .class(column.kind == .number ? "num" : ""), .aria("sort", state)) {
        if let sort = column.sort, let sorting {
            a(.href(sorting.link(sort))) {
                column.title
                if let state { icon(state == "ascending" ? .arrowUp : .arrowDown) }
            }
        } else {
            column.title
        }
    }
}

private func dataCell<Row>(_ column: Column<Row>, _ content: HTML, isHeader: Bool) -> HTML {
    isHeader
        ? th(.scope("row"), .class(column.kind.rawValue), .data("title", column.title)) { content }
        : td(.class(column.kind.rawValue), .data("title", column.title)) { content }
}

/// A row of totals: a name that covers some columns, then figures.
///
/// - Parameter titles: what the figures are, for a phone's card, which has no head of columns.
package func totalRow(_ title: String, covering columns: Int, _ figures: [String], titles: [String] = []) -> HTML {
    tr {
        th(.scope("row"), .colspan(columns)) { title }
        for (index, figure) in figures.enumerated() {
            td(.class("num"), .data("title", index < titles.count ? titles[index] : nil)) { figure }
        }
    }
}
