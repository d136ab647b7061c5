import HTTPTypes
package import Hummingbird
import NIOCore

/// A whole list as a file: the current filter, all pages. A list page with `/{scope}/vendors` has the routes
/// `/{scope}/vendors.csv` and `.xlsx`, whose handlers are one line each:
///
///     try await ListExport("vendors", columns: […]) { last in
///         try await self.vendors.list(filter.after(last?.id), as: context.caller)
///     }.csv()
package struct ListExport<Row: Sendable>: Sendable {
    private let name: String
    private let columns: [ExportColumn<Row>]
    private let workbookLimit: Int
    private let next: @Sendable (Row?) async throws -> [Row]

    /// - Parameters:
    ///   - name: of the file, without its ending.
    ///   - workbookLimit: rows of a workbook, which is built in memory; a sheet holds 1,048,576.
    ///   - next: the rows behind the last of the page before, in the order of the list; none at the end.
    package init(
        _ name: String, columns: [ExportColumn<Row>], workbookLimit: Int = 100_000,
        next: @escaping @Sendable (Row?) async throws -> [Row]
    ) {
        self.name = name
        self.columns = columns
        self.workbookLimit = workbookLimit
        self.next = next
    }

    /// Comma-separated values, sent page by page. The first page is read before anything is sent, so that a refusal is
    /// still an answer.
    package func csv() async throws -> Response {
        let first = try await self.next(nil)
        let body = ResponseBody { [self] writer in
            let head = CSVText.line(self.columns.map { .text($0.title) })
            try await writer.write(ByteBuffer(string: CSVText.byteOrderMark + head))
            var rows = first
            while let last = rows.last {
                var text = ""
                for row in rows { text += CSVText.line(self.columns.map { $0.cell(row) }) }
                try await writer.write(ByteBuffer(string: text))
                rows = try await self.next(last)
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: self.headers("text/csv; charset=utf-8", "csv"), body: body)
    }

    /// A workbook for Excel and others. One that is cut at its limit says so in its last row.
    package func workbook() async throws -> Response {
        var sheet = Worksheet()
        sheet.append(self.columns.map { .text($0.title) }, style: .header)
        var room = self.workbookLimit
        var rows = try await self.next(nil)
        while let last = rows.last, room > 0 {
            for row in rows.prefix(room) { sheet.append(self.columns.map { $0.cell(row) }) }
            room -= rows.count
            if room >= 0 { rows = try await self.next(last) }
        }
        if !rows.isEmpty {
            let limit = self.workbookLimit.description
            sheet.append([.text("Only the first \(limit) rows are here; the same list as CSV has all of them.")])
        }
        let type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return Response(
            status: .ok, headers: self.headers(type, "xlsx"),
            body: .init(byteBuffer: ByteBuffer(bytes: sheet.workbook(named: self.name))))
    }

    private func headers(_ type: String, _ ending: String) -> HTTPFields {
        [.contentType: type, .contentDisposition: "attachment; filename=\"\(self.name).\(ending)\""]
    }
}
