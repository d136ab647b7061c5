package import HTML

/// One bar of a chart: a name, a figure to draw, and how people write it.
package struct Bar: Sendable {
    let name: String
    let figure: Int64
    let text: String
    let tone: Tone

    package init(_ name: String, _ figure: Int64, _ text: String, tone: Tone = .neutral) {
        self.name = name
        self.figure = figure
        self.text = text
        self.tone = tone
    }
}

/// Horizontal bars with their names and figures beside them, and the same numbers as a table.
///
/// - Parameter description: what the chart shows, in a sentence.
package func barChart(_ name: String, _ description: String, _ bars: [Bar]) -> HTML {
    figure(.class("chart")) {
        div(.class("chart-scroll"), .role("group"), .tabindex(0), .aria("label", name)) {
            drawing(of: bars, name, description)
        }
        details {
            summary { "The numbers as a table" }
            dataTable(
                name, bars,
                columns: [Column("Name") { $0.name }, .number("Figure") { $0.text }])
        }
    }
}

private func drawing(of bars: [Bar], _ name: String, _ description: String) -> HTML {
    let largest = max(1, bars.map { $0.figure.magnitude }.max() ?? 1)
    let height = bars.count * 30 + 8
    return svg(.viewBox(0, 0, 640, height), .role("img"), .aria("label", name)) {
        svgTitle { name }
        svgDescription { description }
        svgDefinitions {
            svgPattern(.id("hatch"), .width(6), .height(6), .patternUnits("userSpaceOnUse")) {
                svgRect(.width(6), .height(6), .class("series-bad"))
                svgPath(.d("M0 6 6 0"))
            }
        }
        for (index, bar) in bars.enumerated() {
            drawing(of: bar, at: index * 30 + 4, width: Int(Int128(bar.figure.magnitude) * 360 / Int128(largest)))
        }
    }
}

private func drawing(of bar: Bar, at y: Int, width: Int) -> HTML {
    svgGroup {
        svgText(.x(150), .y(y + 15), .textAnchor("end")) { bar.name }
        if bar.tone == .bad {
            svgRect(.x(160), .y(y), .width(max(2, width)), .height(20), .rx(3), .fill(pattern: "hatch"))
        } else {
            svgRect(.x(160), .y(y), .width(max(2, width)), .height(20), .rx(3), .class("series-1"))
        }
        svgText(.x(168 + width), .y(y + 15)) { bar.text }
    }
}

/// How much of something is used, as a bar; the words stand beside it.
///
/// - Parameter share: of 100; more than 100 is shown as full and red.
package func usageMeter(_ name: String, share: Int) -> HTML {
    meter(
        .min("0"), .max("100"), .low("80"), .high("95"), .optimum("0"),
        .value(String(Swift.min(100, Swift.max(0, share)))),
        .aria("label", name)
    ) { "\(share)%" }
}
