import PraxisCore

extension PecosReader.Layout {
    static let accountHeading = "PECOS_ASCT_CNTL_ID"
    static let enrollmentHeading = "ENRLMT_ID"
    private static let careCompareMark = "Ind_PAC_ID"
    private static let names = ["NPI", "LAST_NAME", "FIRST_NAME"]

    /// What Care Compare and the lists call the same columns: now, in their interfaces for programs, and formerly.
    static let aliases = [
        Self.careCompareMark: Self.accountHeading, "Ind_enrl_ID": Self.enrollmentHeading,
        "Provider Last Name": "LAST_NAME", "provider_last_name": "LAST_NAME", "lst_nm": "LAST_NAME",
        "Last Name": "LAST_NAME", "Provider First Name": "FIRST_NAME", "provider_first_name": "FIRST_NAME",
        "frst_nm": "FIRST_NAME", "First Name": "FIRST_NAME", "pri_spec": "PROVIDER_TYPE_DESC",
        "National Provider Identifier": "NPI", "national_provider_identifier": "NPI",
        "Optout_Effective_Date": MedicareRow.Heading.optOutStart,
        "Opt-out Effective Date": MedicareRow.Heading.optOutStart,
        "Opt Out Effective Date": MedicareRow.Heading.optOutStart,
        "Optout_End_Date": MedicareRow.Heading.optOutEnd, "Opt-out End Date": MedicareRow.Heading.optOutEnd,
        "Opt Out End Date": MedicareRow.Heading.optOutEnd,
        "Eligible_to_Order_and_Refer": MedicareRow.Heading.mayRefer, "Last_updated": MedicareRow.Heading.updated,
        "Enrollment ID": Self.enrollmentHeading, "enrollment_id": Self.enrollmentHeading,
        "Enrollment State Code": MedicareRow.Heading.state, "enrollment_state_code": MedicareRow.Heading.state,
        "Provider_Type_Text": MedicareRow.Heading.providerType, "organization_name": "Organization Name",
        "revalidation_due_date": MedicareRow.Heading.due, "adjusted_due_date": MedicareRow.Heading.adjusted,
    ]

    /// What a file with these headings is; one of enrollments where nothing else is recognized.
    init(_ header: CSVHeader) {
        func has(_ headings: String...) -> Bool { headings.contains { header.position(of: $0) != nil } }
        if has(MedicareRow.Heading.due, MedicareRow.Heading.adjusted) {
            self = .revalidation
        } else if has(MedicareRow.Heading.optOutStart, MedicareRow.Heading.optOutEnd) {
            self = .optOut
        } else if has(MedicareService.partB.rawValue, MedicareService.homeHealth.rawValue),
            !has(Self.enrollmentHeading)
        {
            self = .orderRefer
        } else {
            let isCareCompare = header.headings.contains { $0.lowercased() == Self.careCompareMark.lowercased() }
            self = isCareCompare ? .careCompare : .enrollment
        }
    }

    /// The columns without which the file cannot be used.
    var required: [String] {
        switch self {
        case .enrollment, .careCompare:
            ["NPI", Self.enrollmentHeading, Self.accountHeading, "LAST_NAME", "FIRST_NAME"]
        case .orderRefer: Self.names + MedicareService.allCases.map { $0.rawValue.uppercased() }
        case .optOut: Self.names + [MedicareRow.Heading.optOutStart, MedicareRow.Heading.optOutEnd]
        case .revalidation:
            Self.names + [Self.enrollmentHeading, MedicareRow.Heading.state, MedicareRow.Heading.due]
        }
    }
}
