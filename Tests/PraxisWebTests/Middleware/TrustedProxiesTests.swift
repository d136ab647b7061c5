import Testing

@testable import PraxisWeb

@Suite struct `Trusted proxies` {
    private let proxies = TrustedProxies("127.0.0.1, 10.1.0.0/16 ::1 fd00::/8")!

    @Test func `are nobody unless somebody is named`() {
        for proxies in [TrustedProxies.none, TrustedProxies("")!] {
            #expect(proxies.client(peer: "127.0.0.1", forwarded: ["203.0.113.9"]) == "127.0.0.1")
        }
    }

    @Test(arguments: ["127.0.0.1", "10.1.255.7", "::1", "fd12::7", "::ffff:127.0.0.1"])
    func `tell the address of their client`(proxy: String) {
        #expect(self.proxies.client(peer: proxy, forwarded: ["203.0.113.9"]) == "203.0.113.9")
        #expect(self.proxies.client(peer: proxy, forwarded: ["2001:db8::9"]) == "2001:db8::9")
        #expect(self.proxies.client(peer: proxy, forwarded: []) == proxy)
    }

    @Test(arguments: ["203.0.113.9", "10.2.0.1", "127.0.0.2", "2001:db8::1", "unix"])
    func `are no others, whatever these send`(peer: String) {
        #expect(self.proxies.client(peer: peer, forwarded: ["198.51.100.1"]) == peer)
        #expect(self.proxies.client(peer: peer, forwarded: ["127.0.0.1"]) == peer)
    }

    @Test func `pass on what a client forged, and it is not believed`() {
        let forged = ["198.51.100.1, 127.0.0.1, 203.0.113.9"]
        #expect(self.proxies.client(peer: "127.0.0.1", forwarded: forged) == "203.0.113.9")
        #expect(self.proxies.client(peer: "127.0.0.1", forwarded: ["198.51.100.1", "203.0.113.9"]) == "203.0.113.9")
    }

    @Test func `may stand one behind another`() {
        #expect(self.proxies.client(peer: "::1", forwarded: ["203.0.113.9, 10.1.0.4"]) == "203.0.113.9")
        #expect(self.proxies.client(peer: "::1", forwarded: ["10.1.0.5, 10.1.0.4"]) == "10.1.0.5")
    }

    @Test(arguments: ["", "unknown", "203.0.113.9, ", "<script>", "203.0.113.9:80", "999.1.1.1"])
    func `are taken for the client where what they tell is no address`(told: String) {
        #expect(self.proxies.client(peer: "127.0.0.1", forwarded: [told]) == "127.0.0.1")
    }

    @Test(arguments: ["proxy.example", "10.0.0.0/33", "10.0.0.0/0", "10.0.0.0/-1", "10.0.0.0/x", "10.0.0/8", "::/129"])
    func `are named by addresses and networks only`(text: String) {
        #expect(TrustedProxies(text) == nil)
    }
}
