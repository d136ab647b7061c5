/// Why a sum cannot be split.
package enum SplitError: Error, Equatable {
    /// Weights add to zero while the total does not: never answered with a silent even split.
    case noWeight
    case negativeWeight
}

/// Divides a total by weights so that the parts add to it exactly: the largest remainders get the left-over
/// minor units, ties go to the lowest index. Every division of money goes through here.
///
/// - Parameters:
///   - total: minor units, of either sign.
///   - weights: not negative, in the order of their stable keys.
/// - Returns: one part per weight.
package func split(_ total: Int64, by weights: [Int64]) throws(SplitError) -> [Int64] {
    guard weights.allSatisfy({ $0 >= 0 }) else { throw .negativeWeight }
    let sum = weights.reduce(into: Int128(0)) { $0 += Int128($1) }
    guard sum > 0 else {
        guard total == 0 else { throw .noWeight }
        return weights.map { _ in 0 }
    }
    let magnitude = Int128(total.magnitude)
    let shares = weights.map { (magnitude * Int128($0)).quotientAndRemainder(dividingBy: sum) }
    var parts = shares.map(\.quotient)
    let left = Int(magnitude - shares.reduce(into: Int128(0)) { $0 += $1.quotient })
    let byRemainder = shares.indices.sorted {
        (shares[$1].remainder, $0) < (shares[$0].remainder, $1)
    }
    for index in byRemainder.prefix(left) { parts[index] += 1 }
    return parts.map { Int64(total < 0 ? -$0 : $0) }
}
