/// Why identity refused. None of them tells whether an account exists.
package enum IdentityError: Error, Equatable {
    /// Address and password do not fit, or the account may not sign in.
    case wrongCredentials
    /// Too many tries; the next one may come after so many seconds.
    case tooManyTries(seconds: Int)
    /// Too many people sign in at the moment.
    case overloaded
    /// Not the code of this moment, or one that was used.
    case wrongCode
    /// The link was used, ran out, or never was one.
    case deadLink
    /// The form was open too long, or is somebody else's.
    case staleEnrollment
    case weakPassword(PasswordPolicy.Refusal)
    /// The request was sent twice; its token was shown the first time and is kept nowhere.
    case shownBefore
    /// Somebody changed it in the meantime.
    case stale(seen: Int, now: Int)
    /// The role is for one's own rows, and the grant is not; or the other way round.
    case reachOfRole
    case endBeforeStart
    /// Auditors are appointed for a limited time.
    case auditorNeedsEnd
    /// Nothing of that name that the caller may see.
    case notFound
}
