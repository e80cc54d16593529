-- Sends the same GET again and again. Argument: the token.
function init(arguments)
    wrk.headers["Authorization"] = "Bearer " .. arguments[1]
end
