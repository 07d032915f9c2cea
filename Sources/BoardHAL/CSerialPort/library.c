// What libserialport does for the ports that it knows.
#include "CSerialPort.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

#if __has_include(<libserialport.h>)
#include <fcntl.h>
#include <libserialport.h>

const char *cserial_library(void) { return sp_get_package_version_string(); }

// The library's errors as the kernel's, of which the caller knows the words.
static int as_errno(enum sp_return result) {
  if (result == SP_ERR_ARG) errno = EINVAL;
  if (result == SP_ERR_MEM) errno = ENOMEM;
  if (result == SP_ERR_SUPP) errno = EOPNOTSUPP;
  return result == SP_OK ? 0 : -1;
}

static int set(struct sp_port *port, const cserial_settings *settings) {
  struct sp_port_config *config;
  if (as_errno(sp_new_config(&config)) < 0) return -1;
  // Wires and flow control stay unset here: cserial_finish does them, because the library takes
  // RTS/CTS for a flag of the wrong word (0.1.1 and 0.1.2), and wires are left alone unless asked.
  // XON/XOFF has to be set all the same: 0.1.1 leaves it to chance in a new configuration.
  sp_set_config_xon_xoff(config, SP_XONXOFF_DISABLED);
  sp_set_config_baudrate(config, (int)settings->baud);
  sp_set_config_bits(config, settings->data_bits);
  sp_set_config_parity(config, settings->parity == CSERIAL_PARITY_EVEN  ? SP_PARITY_EVEN
                               : settings->parity == CSERIAL_PARITY_ODD ? SP_PARITY_ODD
                                                                        : SP_PARITY_NONE);
  sp_set_config_stopbits(config, settings->stop_bits);
  int result = as_errno(sp_set_config(port, config));
  int number = errno;
  sp_free_config(config);
  errno = number;
  return result;
}

int cserial_open_by_library(const char *path, const cserial_settings *settings, const char **call) {
  struct sp_port *port;
  if (sp_get_port_by_name(path, &port) != SP_OK) return -2;
  int descriptor = -2;
  int handle;
  *call = "sp_open";
  if (as_errno(sp_open(port, SP_MODE_READ_WRITE)) < 0) {
    // Without modem lines a port is none to the library: gadgets.
    descriptor = errno == ENOTTY || errno == EINVAL ? -2 : -1;
  } else {
    *call = "sp_set_config";
    descriptor = set(port, settings);
    if (descriptor == 0) {
      *call = "sp_get_port_handle";
      descriptor = as_errno(sp_get_port_handle(port, &handle));
    }
    // The lock belongs to both descriptors; the library's may go, and nothing is left of the port
    // that could be called after an unplug.
    if (descriptor == 0) descriptor = fcntl(handle, F_DUPFD_CLOEXEC, 0);
    int number = errno;
    sp_close(port);
    errno = number;
  }
  int number = errno;
  sp_free_port(port);
  errno = number;
  return descriptor;
}

static void copy(char *to, const char *from) {
  snprintf(to, CSERIAL_TEXT_SIZE, "%s", from ? from : "");
}

int cserial_describe(const char *path, cserial_description *description) {
  struct sp_port *port;
  if (sp_get_port_by_name(path, &port) != SP_OK) {
    errno = ENODEV;
    return -1;
  }
  copy(description->description, sp_get_port_description(port));
  copy(description->manufacturer, sp_get_port_usb_manufacturer(port));
  copy(description->product, sp_get_port_usb_product(port));
  copy(description->serial, sp_get_port_usb_serial(port));
  if (sp_get_port_usb_vid_pid(port, &description->vendor_id, &description->product_id) != SP_OK)
    description->vendor_id = description->product_id = -1;
  sp_free_port(port);
  return 0;
}

#else

const char *cserial_library(void) { return ""; }

int cserial_open_by_library(const char *path, const cserial_settings *settings, const char **call) {
  return -2;
}

int cserial_describe(const char *path, cserial_description *description) {
  errno = EOPNOTSUPP;
  return -1;
}

#endif
