import HTTPTypes
import Hummingbird
import Registry

extension Ask {
    /// The answer to a read; a list with more to come gets a `Link` to its next page.
    func response(_ answer: Answer) -> Response {
        var headers = HTTPFields()
        headers[.contentType] = "application/json"
        headers[.eTag] = answer.etag
        if let next = answer.next { headers[.link] = "<\(target(with: next))>; rel=\"next\"" }
        return Response(
            status: HTTPResponse.Status(code: answer.status), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
    }

    /// The answer to a change.
    func response(_ answer: Answer, to call: Call) -> Response {
        var response = response(answer)
        response.headers[.location] = answer.location
        response.headers[.receipt] = answer.receipt
        if call.dryRun { response.headers[.dryRun] = "true" }
        if answer.replayed { response.headers[.idempotencyReplayed] = "true" }
        return response
    }

    private func target(with cursor: String) -> String {
        let others = (request.uri.query ?? "").split(separator: "&").filter { !$0.hasPrefix("cursor=") }
        return "\(request.uri.path)?\((others + ["cursor=\(QueryText.encoded(cursor))"]).joined(separator: "&"))"
    }
}
