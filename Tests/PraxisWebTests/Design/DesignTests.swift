import Foundation
import HTML
import PraxisCore
import TestSupport
import Testing

@testable import PraxisWeb

@Suite struct `Components` {
    @Test func `link every error to its field with the same words`() {
        let field = Field("lines.0.item", "Item", errors: FieldErrors("lines.0.item", "Choose an item"))
        #expect(textField(field).description.contains("id=\"f-lines-0-item\""))
        let summary = errorSummary(FieldErrors("lines.0.item", "Choose an item")).description
        #expect(summary.contains("href=\"#f-lines-0-item\"") && summary.contains("Choose an item"))
    }

    @Test func `sort by a link that keeps the filter and drops the page`() {
        let path = URLPath("all", "people").query("status", "open").query("after", "x")
        let sorting = Sorting((try? Form(encoded: "sort=name".utf8)) ?? Form(), path: path, names: "name", "total")
        #expect(sorting.link("name").description == "/all/people?status=open&sort=-name")
        #expect(sorting.state("name") == "ascending" && sorting.state("total") == nil)
    }

    @Test func `take no sort that was not offered`() {
        let query = (try? Form(encoded: "sort=password".utf8)) ?? Form()
        #expect(Sorting(query, path: URLPath(), names: "name").name == "name")
    }

    @Test func `name a drawing for each icon in the lock file`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
        let lock = try String(contentsOf: root.appending(path: "deploy/assets.lock"), encoding: .utf8)
        let names =
            lock.split(separator: "\n").first { $0.hasPrefix("icons ") }?.split(separator: " ").map(String.init) ?? []
        for icon in Icon.allCases { #expect(names.contains(icon.rawValue), "\(icon.rawValue)") }
    }

    @Test func `have no style or handler in their markup`() {
        let html =
            (DesignSamples.pieces.description + DesignSamples.lists.description + DesignSamples.charts.description)
        #expect(!html.contains(" style=") && !html.contains(" onclick="))
    }
}
