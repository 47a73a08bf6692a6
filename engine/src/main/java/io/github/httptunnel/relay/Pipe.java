package io.github.httptunnel.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A pipe of {@link Strides#PIPE} bytes, through which bytes go from socket to socket uncopied. */
final class Pipe {

  private final FileDescriptor readEnd;
  private final FileDescriptor writeEnd;
  private final Splice splice = new Splice();
  private int inside;

  private Pipe(FileDescriptor readEnd, FileDescriptor writeEnd) {
    this.readEnd = readEnd;
    this.writeEnd = writeEnd;
  }

  /** None if descriptors are short, or pipes of this size: a small one is worth less than none. */
  static @Nullable Pipe open() {
    try {
      FileDescriptor[] ends = FileDescriptor.pipe();
      Pipe pipe = new Pipe(ends[0], ends[1]);
      if (Splice.resize(ends[1].intValue(), Strides.PIPE)) {
        return pipe;
      }
      pipe.close();
      return null;
    } catch (IOException noDescriptors) {
      return null;
    }
  }

  /** Takes in what the socket has; as {@link SocketEnd#read}. */
  int fill(SocketEnd source, int most) {
    int count = splice.move(source.fd().intValue(), writeEnd.intValue(), most);
    if (count > 0) {
      inside += count;
      return count;
    }
    if (count == 0) {
      return SocketEnd.END;
    }
    if (count != Splice.AGAIN) {
      source.fail();
    }
    return 0;
  }

  /** Gives all of it to the socket, or as much as that takes; as {@link SocketEnd#write}. */
  int drain(SocketEnd sink) {
    if (!sink.isOpen()) {
      return SocketEnd.BROKEN;
    }
    int sent = 0;
    while (inside > 0) {
      int count = splice.move(readEnd.intValue(), sink.fd().intValue(), inside);
      if (count == Splice.AGAIN) {
        break;
      }
      if (count <= 0) {
        sink.fail();
        return SocketEnd.BROKEN;
      }
      sent += count;
      inside -= count;
    }
    return sent;
  }

  /** Copies out what is inside. */
  ByteBuf take() {
    ByteBuf bytes = ByteBufAllocator.DEFAULT.directBuffer(inside);
    try {
      while (inside > 0) {
        ByteBuffer free = bytes.internalNioBuffer(bytes.writerIndex(), inside);
        int count = readEnd.read(free, free.position(), free.limit());
        bytes.writerIndex(bytes.writerIndex() + count);
        inside -= count;
      }
      return bytes;
    } catch (IOException fault) {
      bytes.release();
      throw new UncheckedIOException("a pipe gives what is inside", fault);
    }
  }

  /** Whether something was left inside. */
  boolean isDirty() {
    return inside > 0;
  }

  void close() {
    closeEnd(readEnd);
    closeEnd(writeEnd);
  }

  private static void closeEnd(FileDescriptor end) {
    try {
      end.close();
    } catch (IOException lastWordFailed) {
      // closed it is in any case
    }
  }
}
