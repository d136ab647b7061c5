/// A JSON object of strings on one line, written in order and without a general encoder: a log line costs little.
struct JSONLine {
    private var text = "{"

    mutating func add(_ key: String, _ value: String) {
        if self.text.utf8.count > 1 { self.text += "," }
        self.append(quoted: key)
        self.text += ":"
        self.append(quoted: value)
    }

    /// The whole line, with its end.
    var closed: String { self.text + "}\n" }

    private mutating func append(quoted value: String) {
        self.text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": self.text += "\\\""
            case "\\": self.text += "\\\\"
            case "\n": self.text += "\\n"
            case "\u{0}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}":
                let digits = String(scalar.value, radix: 16)
                self.text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: self.text.unicodeScalars.append(scalar)
            }
        }
        self.text += "\""
    }
}
