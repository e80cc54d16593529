#include <libpq-fe.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

/* Swift imports these either as enums or not at all; here they are plain integers. */
static const unsigned int clibpq_epoll_in = EPOLLIN;
static const unsigned int clibpq_epoll_out = EPOLLOUT;
static const int clibpq_eventfd_flags = EFD_NONBLOCK | EFD_CLOEXEC;
static const int clibpq_epoll_flags = EPOLL_CLOEXEC;
