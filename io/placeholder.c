typedef int pb_io_placeholder;
