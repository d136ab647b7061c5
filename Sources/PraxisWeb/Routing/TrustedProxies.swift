import Glibc

/// The reverse proxies whose word about a client's address is taken. Without any, everybody is where the connection
/// comes from.
///
/// Only `X-Forwarded-For` is read: of two headers that say the same, a proxy may write one and pass a forged other on.
package struct TrustedProxies: Sendable {
    /// An address, or all that begin like it.
    private struct Network {
        let address: [UInt8]
        let bits: Int

        func contains(_ other: [UInt8]) -> Bool {
            guard other.count == self.address.count else { return false }
            return (0..<self.bits).allSatisfy { bit in
                (self.address[bit / 8] ^ other[bit / 8]) & (0x80 >> UInt8(bit % 8)) == 0
            }
        }
    }

    /// Nobody's word is taken.
    package static let none = TrustedProxies(networks: [])

    private let networks: [Network]

    private init(networks: [Network]) { self.networks = networks }

    /// Addresses and networks such as `127.0.0.1 10.0.0.0/8`, with spaces or commas between them; `nil` where one is
    /// neither.
    package init?(_ text: String) {
        var networks: [Network] = []
        for word in text.split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
            let parts = word.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
            guard let address = Self.bytes(of: String(parts[0])) else { return nil }
            let most = address.count * 8
            guard let bits = parts.count == 1 ? most : Int(parts[1]), (1...most).contains(bits) else { return nil }
            networks.append(Network(address: address, bits: bits))
        }
        self.networks = networks
    }

    /// Who sent a request: the nearest address that is no trusted proxy's.
    ///
    /// - Parameters:
    ///   - peer: the other end of the connection.
    ///   - forwarded: the values of `X-Forwarded-For`, to which every proxy appends whom it was asked by.
    func client(peer: String?, forwarded: [String]) -> String? {
        guard var client = peer, !self.networks.isEmpty else { return peer }
        let hops = forwarded.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }.map(\.trimmed)
        for hop in hops.reversed() {
            guard self.trusts(client), Self.bytes(of: String(hop)) != nil else { break }
            client = String(hop)
        }
        return client
    }

    private func trusts(_ address: String) -> Bool {
        guard let bytes = Self.bytes(of: address) else { return false }
        return self.networks.contains { $0.contains(bytes) }
    }

    /// The bytes of an address; of an IPv4 address within IPv6 those of the former.
    private static func bytes(of text: String) -> [UInt8]? {
        var four = [UInt8](repeating: 0, count: 4)
        if inet_pton(AF_INET, text, &four) == 1 { return four }
        var sixteen = [UInt8](repeating: 0, count: 16)
        guard inet_pton(AF_INET6, text, &sixteen) == 1 else { return nil }
        let isMapped = sixteen.prefix(10).allSatisfy { $0 == 0 } && sixteen[10] == 0xFF && sixteen[11] == 0xFF
        return isMapped ? Array(sixteen.suffix(4)) : sixteen
    }
}
