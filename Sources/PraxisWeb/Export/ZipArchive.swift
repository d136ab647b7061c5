/// A zip archive whose entries are stored as they are, without compression; handed out entry by entry, so that no more than
/// one of them is in memory.
struct ZipStream {
    private var offset: UInt32 = 0
    private var directory: [UInt8] = []
    private var count: UInt16 = 0

    /// What stands in the archive before a file's contents, which follow.
    mutating func header(of name: String, _ contents: [UInt8]) -> [UInt8] {
        var common: [UInt8] = []
        common.append(little: UInt16(20))  // needs version 2.0
        common.append(little: UInt16(1 << 11))  // names are UTF-8
        common.append(little: UInt16(0))  // stored
        common.append(little: UInt32(0x0021_0000))  // January 1, 1980: the same list is the same file
        common.append(little: CRC32.checksum(of: contents))
        common.append(little: UInt32(contents.count))
        common.append(little: UInt32(contents.count))
        common.append(little: UInt16(name.utf8.count))
        common.append(little: UInt16(0))
        var header: [UInt8] = []
        header.append(little: UInt32(0x0403_4B50))
        header += common + name.utf8
        self.directory.append(little: UInt32(0x0201_4B50))
        self.directory.append(little: UInt16(20))
        self.directory += common
        self.directory += [UInt8](repeating: 0, count: 10)  // no comment, disk 0, no attributes
        self.directory.append(little: self.offset)
        self.directory += name.utf8
        self.count += 1
        self.offset += UInt32(header.count + contents.count)
        return header
    }

    /// The directory, which ends the archive.
    func end() -> [UInt8] {
        var end: [UInt8] = []
        end.append(little: UInt32(0x0605_4B50))
        end.append(little: UInt32(0))
        end.append(little: self.count)
        end.append(little: self.count)
        end.append(little: UInt32(self.directory.count))
        end.append(little: self.offset)
        end.append(little: UInt16(0))
        return self.directory + end
    }
}

/// A zip archive that is small enough for memory.
struct ZipArchive {
    private var bytes: [UInt8] = []
    private var stream = ZipStream()

    /// Adds a file.
    mutating func add(_ name: String, _ contents: [UInt8]) {
        self.bytes += self.stream.header(of: name, contents) + contents
    }

    /// The archive with its directory.
    func finished() -> [UInt8] { self.bytes + self.stream.end() }
}

extension [UInt8] {
    mutating func append(little value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.littleEndian) { self += $0 }
    }
}

/// The checksum of zip files (ISO 3309).
enum CRC32 {
    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }

    static func checksum(of bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~UInt32(0)) { Self.table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ $0 >> 8 }
    }
}
