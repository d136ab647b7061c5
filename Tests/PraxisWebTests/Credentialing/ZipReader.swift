import Testing

/// Reads archives whose entries are stored as they are, by their directory.
enum ZipReader {
    static func files(of archive: [UInt8]) throws -> [String: [UInt8]] {
        func number(_ at: Int, _ width: Int) -> Int {
            (0..<width).reduce(0) { $0 | Int(archive[at + $1]) << (8 * $1) }
        }
        let end = archive.count - 22
        try #require(end >= 0 && number(end, 4) == 0x0605_4B50)
        var files: [String: [UInt8]] = [:]
        var place = number(end + 16, 4)
        for _ in 0..<number(end + 10, 2) {
            try #require(number(place, 4) == 0x0201_4B50)
            let (size, length, local) = (number(place + 24, 4), number(place + 28, 2), number(place + 42, 4))
            let name = String(decoding: archive[(place + 46)..<(place + 46 + length)], as: UTF8.self)
            let start = local + 30 + number(local + 26, 2) + number(local + 28, 2)
            files[name] = Array(archive[start..<(start + size)])
            place += 46 + length + number(place + 30, 2) + number(place + 32, 2)
        }
        return files
    }
}
