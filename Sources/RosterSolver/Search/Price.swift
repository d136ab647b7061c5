/// What the search adds up. Whole numbers stay exact up to 2⁵³; beyond, the last digits are rounded away.
typealias Price = Double

extension Price {
    /// A price that stands for "not allowed"; sums with it stay recognizable.
    static var blocked: Price { 1e200 }
    /// From here on a sum contains something that is not allowed.
    static var limit: Price { 5e199 }
}
