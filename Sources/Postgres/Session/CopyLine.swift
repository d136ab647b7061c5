/// A row in the text format of COPY: columns between tabs, `\N` for NULL.
package struct CopyLine: Sendable {
    package let bytes: [UInt8]

    package init(_ columns: (any PostgresEncodable)?...) {
        var bytes: [UInt8] = []
        for (index, column) in columns.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: "\t")) }
            guard let column else {
                bytes.append(contentsOf: #"\N"#.utf8)
                continue
            }
            for unit in column.postgresText.utf8 {
                switch unit {
                case UInt8(ascii: "\\"): bytes.append(contentsOf: #"\\"#.utf8)
                case UInt8(ascii: "\t"): bytes.append(contentsOf: #"\t"#.utf8)
                case UInt8(ascii: "\n"): bytes.append(contentsOf: #"\n"#.utf8)
                case UInt8(ascii: "\r"): bytes.append(contentsOf: #"\r"#.utf8)
                default: bytes.append(unit)
                }
            }
        }
        bytes.append(UInt8(ascii: "\n"))
        self.bytes = bytes
    }
}
