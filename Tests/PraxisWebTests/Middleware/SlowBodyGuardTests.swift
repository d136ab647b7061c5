import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import PraxisWeb
import Testing

@Suite struct `A body that nobody wants any more` {
    private static let head = HTTPRequestPart.head(
        HTTPRequest(method: .post, scheme: "http", authority: "localhost", path: "/nowhere"))
    private static let byte = HTTPRequestPart.body(ByteBuffer(string: "x"))

    private func channel() throws -> EmbeddedChannel {
        let channel = EmbeddedChannel(handler: SlowBodyGuard(limit: .seconds(5)))
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        return channel
    }

    private func answer(_ channel: EmbeddedChannel) throws {
        try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .notFound)))
        try channel.writeOutbound(HTTPResponsePart.end(nil))
    }

    @Test func `ends its connection, however lively it trickles in`() throws {
        let channel = try self.channel()
        try channel.writeInbound(Self.head)
        try self.answer(channel)
        for _ in 0..<4 {
            channel.embeddedEventLoop.advanceTime(by: .seconds(1))
            try channel.writeInbound(Self.byte)
        }
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(2))
        #expect(!channel.isActive)
    }

    @Test func `does no harm where it comes to its end in time`() throws {
        let channel = try self.channel()
        for _ in 0..<3 {
            try channel.writeInbound(Self.head)
            try self.answer(channel)
            channel.embeddedEventLoop.advanceTime(by: .seconds(4))
            try channel.writeInbound(HTTPRequestPart.end(nil))
        }
        channel.embeddedEventLoop.advanceTime(by: .seconds(60))
        #expect(channel.isActive)
    }

    @Test func `is not one while its request has no answer`() throws {
        let channel = try self.channel()
        try channel.writeInbound(Self.head)
        channel.embeddedEventLoop.advanceTime(by: .seconds(60))
        #expect(channel.isActive)
        try channel.writeInbound(HTTPRequestPart.end(nil))
        try self.answer(channel)
        channel.embeddedEventLoop.advanceTime(by: .seconds(60))
        #expect(channel.isActive)
    }
}
