import HTTPTypes
import PraxisWeb

/// What somebody types, pastes or forges where something else is wanted.
enum HostileValues {
    /// Text for fields, captures and queries.
    static let texts = [
        "", " ", "\u{0}", "x", "-1", "0", "0.5", "-0.005", "1e999", "NaN", "99999999999999999999",
        "12345678901234567.89",
        "1,000.00", "$5", "+1", "١٢", "2026-02-30", "0000-00-00", "0001-01-01", "9999-12-31", "99999-01-01", "24:00",
        "02:30", "2026-W60", "0000-W01", "9999-W53", "00000000-0000-0000-0000-000000000000", "'; DROP TABLE x; --",
        "<script>alert(1)</script>", "🦄\u{202E}\u{FFFF}", "../../etc/passwd", "null", "[]", "%00",
        "a\r\nSet-Cookie: b=c",
        String(repeating: "9", count: 300), String(repeating: "é", count: 20_000),
    ]

    /// Path segments as they go over the wire.
    static let segments = [
        "%00", "%FF", "%C3", "%", "%2F", "%2e%2e", "..", "-1", "0", "1e9", "99999999999999999999", "2026-W60",
        "0000-W01",
        "9999-W53", "2026-02-30", "9999", "00000000-0000-0000-0000-000000000000", "%F0%9F%A6%84", "'%3B--", "all",
        "{x}",
        String(repeating: "a", count: 5_000),
    ]

    /// Bodies that are no request of any kind, with the type they claim.
    static let bodies: [(type: String?, bytes: [UInt8])] = {
        let deep = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
        let deepObject = String(repeating: "{\"a\":", count: 10_000) + "1" + String(repeating: "}", count: 10_000)
        let json = [
            "", "null", "[]", "{", "{}", "{}{}", "\"x\"", "{\"a\":1,\"a\":2}", "{\"a\":1e99999}", "{\"a\":\"\\u0000\"}",
            "{\"a\":\"\\ud800\"}", "{\"a\":01}", "{a:1}", "\u{FEFF}{}", deep, deepObject,
            "{\"a\":\"" + String(repeating: "x", count: 1 << 20) + "\"}",
        ]
        let forms = ["a=%", "a=%00", "a=%FF", "a=1&a=2", "=&=", String(repeating: "a=1&", count: 3_000)]
        let parts = ["", "--b", "--b--", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx"]
        let random: [UInt8] = (0..<4_096).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 >> 3) }
        return json.map { ("application/json", Array($0.utf8)) }
            + forms.map { ("application/x-www-form-urlencoded", Array($0.utf8)) }
            + parts.map { ("multipart/form-data; boundary=b", Array($0.utf8)) }
            + [
                "application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b",
                "multipart/form-data", "text/csv", "application/xml", "", ";", nil,
            ].map { ($0, random) }
    }()

    /// Some of the texts; which ones depends on the place, so that all are tried somewhere.
    static func some(_ count: Int, at place: Int) -> [String] {
        (0..<count).map { self.texts[(place * 11 + $0) % self.texts.count] }
    }
}
