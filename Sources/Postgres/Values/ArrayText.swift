/// PostgreSQL's text form of a one-dimensional array: `{1,NULL,"a \"quoted\" text"}`.
enum ArrayText {
    static func write(_ elements: some Sequence<String?>) -> String {
        var text = "{"
        var isFirst = true
        for element in elements {
            if !isFirst { text += "," }
            isFirst = false
            guard let element else {
                text += "NULL"
                continue
            }
            text += "\""
            for character in element.unicodeScalars {
                if character == "\"" || character == "\\" { text += "\\" }
                text.unicodeScalars.append(character)
            }
            text += "\""
        }
        return text + "}"
    }

    /// Calls `element` with the bytes of each, `nil` for NULL, until it answers `false`.
    ///
    /// - Returns: whether the text was an array of one dimension and every element was taken.
    static func read(_ text: UnsafeRawBufferPointer, element: (UnsafeRawBufferPointer?) -> Bool) -> Bool {
        guard text.count >= 2, text.first == UInt8(ascii: "{"), text.last == UInt8(ascii: "}") else { return false }
        let end = text.count - 1
        var index = 1
        var bytes: [UInt8] = []
        while index < end {
            bytes.removeAll(keepingCapacity: true)
            var isQuoted = false
            if text[index] == UInt8(ascii: "\"") {
                isQuoted = true
                index += 1
                while index < end, text[index] != UInt8(ascii: "\"") {
                    if text[index] == UInt8(ascii: "\\") { index += 1 }
                    bytes.append(text[index])
                    index += 1
                }
                index += 1
            } else {
                while index < end, text[index] != UInt8(ascii: ",") {
                    guard text[index] != UInt8(ascii: "{") else { return false }
                    bytes.append(text[index])
                    index += 1
                }
            }
            let isNull = !isQuoted && bytes.elementsEqual("NULL".utf8)
            guard isNull ? element(nil) : bytes.withUnsafeBytes(element) else { return false }
            guard index >= end || text[index] == UInt8(ascii: ",") else { return false }
            index += 1
        }
        return true
    }
}
