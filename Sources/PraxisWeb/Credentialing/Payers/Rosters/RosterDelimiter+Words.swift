import Credentialing

extension RosterLayout.Delimiter {
    /// What stands between the values, in words.
    var title: String {
        switch self {
        case .comma: "Commas"
        case .pipe: "Pipes |"
        case .tab: "Tabs"
        }
    }

    var mediaType: String {
        switch self {
        case .comma: "text/csv"
        case .pipe: "text/plain"
        case .tab: "text/tab-separated-values"
        }
    }

    /// The end of a file's name.
    var suffix: String {
        switch self {
        case .comma: "csv"
        case .pipe: "txt"
        case .tab: "tsv"
        }
    }
}
