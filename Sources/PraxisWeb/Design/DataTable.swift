package import HTML

/// A column of a table.
package struct Column<Row>: Sendable where Row: Sendable {
    let title: String
    let isNumber: Bool
    /// The name by which the query sorts; `nil` where it cannot.
    let sort: String?
    let cell: @Sendable (Row) -> HTML

    /// Text, links, tags.
    package init(_ title: String, sort: String? = nil, @HTMLBuilder cell: @escaping @Sendable (Row) -> HTML) {
        self.init(title, isNumber: false, sort: sort, cell: cell)
    }

    /// Figures, which stand at the right with their digits below each other.
    package static func number(
        _ title: String, sort: String? = nil, @HTMLBuilder cell: @escaping @Sendable (Row) -> HTML
    ) -> Column {
        Column(title, isNumber: true, sort: sort, cell: cell)
    }

    private init(_ title: String, isNumber: Bool, sort: String?, cell: @escaping @Sendable (Row) -> HTML) {
        self.title = title
        self.isNumber = isNumber
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
/// a table of few columns and no totals are cards; others scroll sideways beside their first column.
///
/// - Parameters:
///   - name: what the table lists.
///   - footer: rows of totals, made with `totalRow`.
///   - id: of the region, for scripts that replace it.
package func dataTable<Row: Sendable>(
    _ name: String, _ rows: [Row], sorting: Sorting? = nil, id: String? = nil, class extra: String = "",
    columns: [Column<Row>], @HTMLBuilder footer: () -> HTML = { HTML() }
) -> HTML {
    let totals = footer()
    let isCards = columns.count <= 6 && totals.isEmpty
    return div(
        .class("region", isCards ? "cards" : "", extra), .id(id), .role("region"), .tabindex(0), .aria("label", name)
    ) {
        table {
            caption { name }
            thead { tr { for column in columns { headerCell(column.title, column.isNumber, column.sort, sorting) } } }
            tbody {
                for row in rows {
                    tr {
                        for (index, column) in columns.enumerated() {
                            dataCell(column.cell(row), column.isNumber, isHeader: index == 0, title: column.title)
                        }
                    }
                }
            }
            if !totals.isEmpty { tfoot { totals } }
        }
    }
}

private func headerCell(_ title: String, _ isNumber: Bool, _ sort: String?, _ sorting: Sorting?) -> HTML {
    let state = sort.flatMap { sorting?.state($0) }
    return th(.scope("col"), .class(isNumber ? "num" : ""), .aria("sort", state)) {
        if let sort, let sorting {
            a(.href(sorting.link(sort))) {
                title
                if let state { icon(state == "ascending" ? .arrowUp : .arrowDown) }
            }
        } else {
            title
        }
    }
}

private func dataCell(_ content: HTML, _ isNumber: Bool, isHeader: Bool, title: String) -> HTML {
    isHeader
        ? th(.scope("row"), .class(isNumber ? "num" : ""), .data("title", title)) { content }
        : td(.class(isNumber ? "num" : ""), .data("title", title)) { content }
}

/// A row of totals: a name that covers some columns, then figures.
package func totalRow(_ title: String, covering columns: Int, _ figures: [String]) -> HTML {
    tr {
        th(.scope("row"), .colspan(columns)) { title }
        for figure in figures { td(.class("num")) { figure } }
    }
}
