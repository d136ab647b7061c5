extension QRCanvas {
    /// How hard the code is to read; the mask with the least wins (ISO/IEC 18004, section 7.8.3).
    var penalty: Int {
        let size = self.version.size
        let rows = (0..<size).map { row in (0..<size).map { self.dark[row * size + $0] } }
        let columns = (0..<size).map { column in (0..<size).map { self.dark[$0 * size + column] } }
        let lines = (rows + columns).reduce(0) { $0 + Self.runs($1) + Self.finders($1) }
        return lines + Self.squares(rows) + self.imbalance
    }

    /// Five or more modules alike in a line.
    private static func runs(_ line: [Bool]) -> Int {
        var total = 0
        var length = 0
        for (index, module) in line.enumerated() {
            length = index > 0 && line[index - 1] == module ? length + 1 : 1
            if length == 5 { total += 3 } else if length > 5 { total += 1 }
        }
        return total
    }

    /// What looks like a finder pattern with four light modules on one side.
    private static func finders(_ line: [Bool]) -> Int {
        let pattern = [true, false, true, true, true, false, true]
        let light = [Bool](repeating: false, count: 4)
        return line.indices.dropLast(10).count { start in
            let window = line[start..<start + 11]
            return window.elementsEqual(pattern + light) || window.elementsEqual(light + pattern)
        } * 40
    }

    /// Two by two modules alike.
    private static func squares(_ rows: [[Bool]]) -> Int {
        var total = 0
        for (upper, lower) in zip(rows, rows.dropFirst()) {
            for column in upper.indices.dropLast() {
                let module = upper[column]
                if module == upper[column + 1], module == lower[column], module == lower[column + 1] { total += 3 }
            }
        }
        return total
    }

    /// Ten for each five percent that dark modules are off one half.
    private var imbalance: Int {
        let share = self.dark.count(where: \.self) * 100 / self.dark.count
        return abs(share - 50) / 5 * 10
    }
}
