import NIOCore
import NIOEmbedded
import PraxisWeb
import Testing

@Suite struct `A client that does not read` {
    @Test func `loses its connection after the limit`() throws {
        let channel = EmbeddedChannel(handlers: [Stuck(), SlowReaderGuard(limit: .seconds(5))])
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        channel.write(ByteBuffer(string: "x"), promise: nil)
        channel.embeddedEventLoop.advanceTime(by: .seconds(4))
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(2))
        #expect(!channel.isActive)
    }

    @Test func `keeps it while nothing is sent`() throws {
        let channel = EmbeddedChannel(handlers: [SlowReaderGuard(limit: .seconds(5))])
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        try channel.writeOutbound(ByteBuffer(string: "x"))
        channel.embeddedEventLoop.advanceTime(by: .seconds(60))
        #expect(channel.isActive)
    }
}

/// Takes nothing.
private final class Stuck: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {}
}
