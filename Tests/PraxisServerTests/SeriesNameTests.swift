import Testing

@testable import PraxisServer

@Suite struct `The labels of a series` {
    /// A quote followed by a combining mark is one character to Swift, and still ends a label for Prometheus.
    @Test(arguments: [
        ("a\"b", #"{path="a\"b"}"#), ("a\"\u{301}", "{path=\"a\\\"\u{301}\"}"), ("\\", #"{path="\\"}"#),
        ("\n", #"{path="\n"}"#), ("\r\n", "{path=\"\r\\n\"}"),
    ]) func `keep their quotes`(value: String, labels: String) {
        let name = SeriesName(label: "requests", dimensions: [("path", value)])
        #expect(Array(name.labels(adding: nil).utf8) == Array(labels.utf8))
    }
}
