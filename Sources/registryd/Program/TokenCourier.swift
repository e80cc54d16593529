import AsyncHTTPClient
import NIOCore
import Server

/// Takes a code of somebody who signs in with a browser to the token endpoint of the identity provider, and brings its answer back.
///
/// What the endpoint does is bounded: in time, from connecting to the last byte; in length; and it can't send the code, the verifier and
/// the secret elsewhere, for no redirect is followed.
struct TokenCourier: Sendable {
    var patience = Duration.seconds(10)
    /// An id token has 16384 bytes at most, and beside it stand other tokens.
    var mostBytes = 64 * 1024
    /// Tests switch it on, to see where the code goes.
    var followsRedirects = false

    /// - Throws: `TokenRequest.Failure`.
    func ask(_ asked: TokenRequest) async throws -> TokenRequest.Answer {
        try await withThrowingTaskGroup(of: TokenRequest.Answer.self) { tasks in
            tasks.addTask { try await exchange(asked) }
            tasks.addTask {
                try await Task.sleep(for: patience)
                throw TokenRequest.Failure("the token endpoint takes longer than \(patience)")
            }
            defer { tasks.cancelAll() }
            guard let answer = try await tasks.next() else { throw CancellationError() }
            return answer
        }
    }

    private func exchange(_ asked: TokenRequest) async throws -> TokenRequest.Answer {
        var settings = HTTPClient.Configuration(
            redirectConfiguration: followsRedirects ? .follow(max: 5, allowCycles: false) : .disallow)
        settings.httpVersion = .http1Only
        let client = HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: settings)
        do {
            let answer = try await answer(asked, client)
            try await client.shutdown()
            return answer
        } catch {
            try await client.shutdown()
            throw error
        }
    }

    private func answer(_ asked: TokenRequest, _ client: HTTPClient) async throws -> TokenRequest.Answer {
        do {
            let response = try await client.execute(request(asked), timeout: .nanoseconds(2 * patience.nanoseconds))
            let body = try await response.body.collect(upTo: mostBytes)
            return TokenRequest.Answer(status: Int(response.status.code), body: Array(body.readableBytesView))
        } catch is NIOTooManyBytesError {
            throw TokenRequest.Failure("the token endpoint answers more than \(mostBytes) bytes")
        } catch is CancellationError {
            throw TokenRequest.Failure("the token endpoint was not waited for")
        } catch {
            throw TokenRequest.Failure("the token endpoint can't be reached (\(error))")
        }
    }

    private func request(_ asked: TokenRequest) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: asked.address)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
        request.headers.add(name: "Accept", value: "application/json")
        if let authorization = asked.authorization {
            request.headers.add(name: "Authorization", value: authorization)
        }
        request.body = .bytes(Array(asked.form.utf8))
        return request
    }
}

extension Duration {
    fileprivate var nanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }
}
