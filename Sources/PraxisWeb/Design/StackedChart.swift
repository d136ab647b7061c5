package import HTML

/// One bar made of parts, in the order of the chart's series.
package struct StackedBar: Sendable {
    let name: String
    let parts: [Int]

    package init(_ name: String, _ parts: [Int]) {
        self.name = name
        self.parts = parts
    }

    var total: Int { self.parts.reduce(0, +) }
}

/// Horizontal bars made of up to three parts, which differ by pattern as well as by color; the sum stands behind each.
///
/// - Parameters:
///   - id: of the chart on its page.
///   - description: what the chart shows, in a sentence.
///   - series: what the parts are.
///   - table: the same numbers.
package func stackedChart(
    _ name: String, _ description: String, id: String, series: [String], _ bars: [StackedBar],
    @HTMLBuilder table: () -> HTML
) -> HTML {
    figure(.class("chart")) {
        ul(.class("legend")) {
            for (index, title) in series.enumerated() {
                li {
                    svg(.class("swatch"), .viewBox(0, 0, 16, 12), .ariaHidden, .unfocusable) {
                        part(index, id, x: 0, y: 0, width: 16, height: 12)
                    }
                    title
                }
            }
        }
        div(.class("chart-scroll"), .role("group"), .tabindex(0), .aria("label", name)) {
            svg(.viewBox(0, 0, 640, bars.count * 30 + 8), .role("img"), .aria("label", name)) {
                svgTitle { name }
                svgDescription { description }
                svgDefinitions { for index in 1..<3 { pattern(index, id) } }
                for (index, bar) in bars.enumerated() {
                    drawing(of: bar, at: index * 30 + 4, largest: max(1, bars.map(\.total).max() ?? 1), id)
                }
            }
        }
        table()
    }
}

private func drawing(of bar: StackedBar, at y: Int, largest: Int, _ id: String) -> HTML {
    let widths = bar.parts.map { $0 == 0 ? 0 : max(3, $0 * 380 / largest) }
    return svgGroup {
        svgText(.x(170), .y(y + 15), .textAnchor("end")) { bar.name }
        for (index, width) in widths.enumerated() where width > 0 {
            part(index, id, x: 180 + widths.prefix(index).reduce(0, +), y: y, width: width, height: 20)
        }
        svgText(.x(188 + widths.reduce(0, +)), .y(y + 15)) { String(bar.total) }
    }
}

/// The first part is plain, the second striped, the third crossed.
private func part(_ series: Int, _ id: String, x: Int, y: Int, width: Int, height: Int) -> HTML {
    svgRect(
        .x(x), .y(y), .width(width), .height(height),
        series == 0 ? .class("series-1") : .fill(pattern: "\(id)-\(series)"))
}

/// Stripes, and wider ones that cross.
private func pattern(_ series: Int, _ id: String) -> HTML {
    let size = series == 1 ? 6 : 10
    return svgPattern(.id("\(id)-\(series)"), .width(size), .height(size), .patternUnits("userSpaceOnUse")) {
        svgRect(.width(size), .height(size), .class(series == 1 ? "series-2" : "series-bad"))
        if series == 1 {
            svgPath(.d("M0 6 6 0"))
        } else {
            svgPath(.d("M0 10 10 0M0 0 10 10"))
        }
    }
}
