import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Records
import ServiceLifecycle
import TransparencyLog

/// A witness over HTTP (C2SP tlog-witness): it takes heads of logs at `/add-checkpoint`, and nothing else.
package struct WitnessServer: Service {
    private let application: Application<WitnessDoor>
    private let configuration: ServerConfiguration

    /// - Parameter whenListening: called once with the port that is listened on.
    package init(
        desk: WitnessDesk, configuration: ServerConfiguration, logger: Logger,
        whenListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) {
        self.configuration = configuration
        let limits = configuration.limits
        application = Application(
            responder: WitnessDoor(desk: desk, logger: logger),
            server: HTTPServerBuilder { responder in
                OnEventLoop(base: HTTP1Channel(responder: responder, configuration: .guarded(by: limits)))
            },
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                availableConnectionsDelegate: MaximumConnections(limits.connections)),
            onServerRunning: { channel in await whenListening(channel.localAddress?.port ?? configuration.port) },
            logger: logger)
    }

    /// - Throws: `Refusal` when the address can't be listened on.
    package func run() async throws {
        do {
            try await application.run()
        } catch let error as IOError {
            throw Refusal.cannotListen(configuration, error) ?? error
        }
    }
}

/// The one door of a witness.
struct WitnessDoor: HTTPResponder {
    let desk: WitnessDesk
    let logger: Logger

    /// A request has at most 63 hashes and a note.
    private static let mostBytes = 128 * 1024

    func respond(to request: Request, context visit: Visit) async throws -> Response {
        guard request.uri.path == "/add-checkpoint" else { return Self.text(404, "There is /add-checkpoint.\n") }
        guard request.method == .post else {
            var response = Self.text(405, "A checkpoint is added with POST.\n")
            response.headers[.allow] = "POST"
            return response
        }
        do {
            let body = try await request.body.collect(upTo: Self.mostBytes)
            let reply = try await desk.answer(Array(body.readableBytesView))
            logger.info("add-checkpoint", metadata: ["status": "\(reply.status)"])
            return Self.text(reply.status, reply.body, type: reply.type)
        } catch is NIOTooManyBytesError {
            return Self.text(413, "A request has at most \(Self.mostBytes) bytes.\n")
        } catch let error as WitnessDesk.MemoryUnreadable {
            logger.error("a head was not signed", metadata: ["error": "\(error)"])
            return Self.text(500, "The witness can't sign for this log at the moment.\n")
        }
    }

    private static func text(_ status: Int, _ body: String, type: String = "text/plain; charset=utf-8") -> Response {
        Response(
            status: HTTPResponse.Status(code: status), headers: [.contentType: type, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
    }
}
