/// The accounts of the demonstration, by what they may do. Practice A is Cascade, practice B is Lakeside.
package enum DemoAccount: String, CaseIterable, Sendable {
    case administrator = "2a0001"
    case managerOfDenver = "2a0002"
    case finance = "2a0003"
    case credentialing = "2a0004"
    case medicalDirector = "2a0005"
    case buyer = "2a0006"
    case staff = "2a0007"
    case auditor = "2a0008"
    case managerOfPhoenix = "2a0009"
    case lakesideAdministrator = "2b0001"
    case managerOfEvanston = "2b0002"
    case lakesideStaff = "2b0003"

    /// The identifier of the account.
    package var id: String { "01900000-0000-7000-8000-000000" + self.rawValue }
}
