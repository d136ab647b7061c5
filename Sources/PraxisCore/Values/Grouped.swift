extension UnsignedInteger {
    /// With a comma before every third digit from the right: `1,406`.
    package var grouped: String {
        var groups: [String] = []
        var rest = String(self)
        while rest.count > 3 {
            groups.insert(String(rest.suffix(3)), at: 0)
            rest.removeLast(3)
        }
        return ([rest] + groups).joined(separator: ",")
    }
}
