import Glibc
import NIOCore
import NIOPosix

/// An echo on a serial port with SwiftNIO; `bench` starts it and is its far end.
///
///     echo-nio PATH      says "armed" once it listens; ends when the far end goes
@main
enum EchoNIO {
  static func main() throws {
    guard CommandLine.arguments.count == 2 else { fatalError("echo-nio PATH") }
    let port = open(CommandLine.arguments[1], O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
    var raw = termios()
    precondition(port >= 0 && tcgetattr(port, &raw) == 0, "the port cannot be opened")
    cfmakeraw(&raw)
    precondition(tcsetattr(port, TCSANOW, &raw) == 0, "the port cannot be set")
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let channel = try NIOPipeBootstrap(group: group)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(EchoHandler())
        }
      }
      .takingOwnershipOfDescriptors(input: port, output: dup(port))
      .wait()
    _ = write(1, "armed\n", 6)
    try channel.closeFuture.wait()
  }
}

/// As in SwiftNIO's own echo server.
private final class EchoHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    context.write(data, promise: nil)
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    context.flush()
  }
}
