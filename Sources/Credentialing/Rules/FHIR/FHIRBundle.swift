import FoundationEssentials

/// A collection of resources, written entry by entry so that a large practice need not be held in memory.
struct FHIRBundle {
    private let encoder: JSONEncoder
    private var isFirst = true

    init() {
        self.encoder = JSONEncoder()
        self.encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    /// What stands in front of the first entry.
    func head(at time: String) -> String {
        "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"timestamp\":\"\(time)\",\"entry\":["
    }

    /// The entries of these resources, behind those written before.
    mutating func entries(_ resources: [any FHIRResource]) throws -> String {
        var text = ""
        for resource in resources {
            let json = String(decoding: try self.encoder.encode(resource), as: UTF8.self)
            text += (self.isFirst ? "" : ",") + "\n{\"fullUrl\":\"urn:uuid:\(resource.id)\",\"resource\":\(json)}"
            self.isFirst = false
        }
        return text
    }

    let tail = "\n]}\n"
}
