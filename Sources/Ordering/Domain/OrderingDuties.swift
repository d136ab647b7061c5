/// What waits for the caller in ordering, as counts.
package struct OrderingDuties: Equatable, Sendable {
    /// Requisitions of others that the caller may decide.
    package let toDecide: Int
    /// The caller's own requisitions that came back for a change.
    package let returned: Int
    /// The caller's own requisitions that somebody else has yet to decide.
    package let submitted: Int
    /// Approved orders that nobody has sent to the vendor.
    package let toSend: Int
    /// Sent orders whose day has passed.
    package let late: Int
    /// Sent orders whose day is today or within the six days after it.
    package let due: Int
}
