import HTTPTypes
import Hummingbird
import Records

/// What follows the head of a request.
struct RequestBody {
    let request: Request

    /// JSON; empty where there is none, which stands for `{}`.
    func json(upTo limit: Int) async throws -> [UInt8] {
        let bytes = try await whole(upTo: limit)
        if !bytes.isEmpty { try requireType("application/json") }
        return bytes
    }

    /// The whole body, counted while it comes in.
    /// - Throws: `Refusal` when it is longer than `limit` bytes or shorter than announced, or packed.
    func whole(upTo limit: Int) async throws -> [UInt8] {
        if let encoding = request.headers[.contentEncoding], encoding.lowercased() != "identity" {
            throw Refusal.unsupportedEncoding(encoding)
        }
        let announced = request.headers[.contentLength].flatMap(Int.init)
        if let announced, announced > limit { throw Refusal.bodyTooLarge(announced, limit) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(announced ?? 0)
        do {
            for try await part in request.body {
                guard bytes.count + part.readableBytes <= limit else {
                    throw Refusal.bodyTooLarge(announced, limit)
                }
                bytes.append(contentsOf: part.readableBytesView)
            }
        } catch is BodyCutShort {
            throw Refusal.bodyCutShort
        }
        // The end of the connection looks like the end of the body.
        if let announced, announced != bytes.count { throw Refusal.bodyCutShort }
        return bytes
    }

    /// - Throws: `Refusal` when the body is of another type (parameters such as `charset=utf-8` don't count).
    func requireType(_ expected: String) throws {
        let given = request.headers[.contentType]
        let type = given?.split(separator: ";").first.map { $0.trimmed().lowercased() }
        guard type == expected else { throw Refusal.unsupportedType(given, expected) }
    }
}

extension Substring {
    fileprivate func trimmed() -> Substring {
        var rest = self[...]
        while rest.first == " " { rest.removeFirst() }
        while rest.last == " " { rest.removeLast() }
        return rest
    }
}
