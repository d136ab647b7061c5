/// Lines, cells and numbers of the text form.
enum Nrp24Text {
    /// The lines that say something, numbered from one: no comments, blank lines, line ends or byte-order mark.
    static func lines(of text: String) -> [(number: Int, line: String)] {
        let lines = text.unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "\n" }
        return lines.enumerated().compactMap { index, scalars in
            let line = Self.trimmed(String(String.UnicodeScalarView(scalars)))
            return line.isEmpty || line.hasPrefix("#") ? nil : (index + 1, line)
        }
    }

    static func cells(of line: String, at separator: Character = ",") -> [String] {
        line.split(separator: separator, omittingEmptySubsequences: false).map { Self.trimmed(String($0)) }
    }

    private static func trimmed(_ text: String) -> String {
        let blanks: Set<Unicode.Scalar> = [" ", "\t", "\r", "\u{FEFF}"]
        let kept = text.unicodeScalars.drop(while: blanks.contains)
        let end = kept.lastIndex { !blanks.contains($0) }.map(kept.index(after:)) ?? kept.startIndex
        return String(String.UnicodeScalarView(kept[kept.startIndex..<end]))
    }
}
