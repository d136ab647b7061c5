/// Texts as a NULL-terminated array of C strings.
struct CStrings {
    private let bytes: [CChar]
    private let offsets: [Int]

    init(_ texts: [String]) {
        var bytes: [CChar] = []
        var offsets: [Int] = []
        for text in texts {
            offsets.append(bytes.count)
            bytes.append(contentsOf: text.utf8CString)
        }
        self.bytes = bytes
        self.offsets = offsets
    }

    func withPointers<Answer>(_ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Answer) -> Answer {
        self.bytes.withUnsafeBufferPointer { buffer in
            let pointers = self.offsets.map { buffer.baseAddress?.advanced(by: $0) } + [nil]
            return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
        }
    }
}
